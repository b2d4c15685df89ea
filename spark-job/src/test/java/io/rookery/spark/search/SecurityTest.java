package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.ExitCode;
import io.rookery.spark.config.Settings;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A search in a session that holds secrets: where they are found, and which ports are open. */
@Timeout(120)
class SecurityTest {

  private static final String SECRET = "hunter2-a5d1f0c9";

  /** Where people put secrets. */
  private static final Map<String, String> PLANTED =
      Map.of(
          "spark.authenticate", "true",
          "spark.authenticate.secret", SECRET + "-rpc",
          "spark.network.crypto.enabled", "true",
          "spark.hadoop.fs.s3a.secret.key", SECRET + "-s3a",
          "spark.hadoop.fs.azure.account.key.x.dfs.core.windows.net", SECRET + "-azure",
          "spark.executorEnv.MLFLOW_TRACKING_TOKEN", SECRET + "-token",
          "spark.ssl.keyStorePassword", SECRET + "-store",
          "spark.my.own.thing", SECRET + "-own");

  @TempDir private Path folder;

  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Set<Integer> ports = new TreeSet<>();

  @AfterEach
  void stop() {
    SparkSession.active().stop();
    StagedTrainer.stage = (plan, device, cancelled) -> true;
  }

  @Test
  void noSecretOfSparkIsWrittenAnywhere() throws Exception {
    StagedTrainer.stage = (plan, device, cancelled) -> StagedTrainer.pass(3, cancelled);
    SparkSession spark = session();
    try (Listening ignored = new Listening()) {
      SearchResult result = new Search(spark, settings(), SparkTest::images, listener()).run();
      assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
      told.add(result.json());
      told.add(result.toString());
    }

    assertThat(logged).as("the log was listened to").anyMatch(line -> line.contains("Job "));
    assertThat(logged).noneMatch(line -> line.contains(SECRET));
    assertThat(told).noneMatch(line -> line.contains(SECRET));
    List<Path> files = files();
    assertThat(files)
        .extracting(Path::getFileName)
        .extracting(Path::toString)
        .contains("search.json", "_STATUS.json", "report.html");
    for (Path file : files) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(bytes.contains(SECRET)).as(file.toString()).isFalse();
    }
    LedgerContents ledger =
        LedgerReader.read(new Configuration(), new org.apache.hadoop.fs.Path(folder.toUri()));
    assertThat(ledger.toString()).as("what Parquet may have compressed").doesNotContain(SECRET);
  }

  @Test
  void aSearchOpensNoPort() throws Exception {
    SparkSession spark = session();
    Set<Integer> before = listening();
    assertThat(before).as("Spark's own, on loopback").isNotEmpty();
    new Search(spark, settings(), SparkTest::images, listener()).run();
    assertThat(ports).as("while it ran").isNotEmpty().isSubsetOf(before);
    assertThat(listening()).isSubsetOf(before);
  }

  private static SparkSession session() {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.plugins", "io.rookery.spark.RookeryPlugin")
            .config("spark.executor.heartbeatInterval", "1s");
    PLANTED.forEach(builder::config);
    return builder.getOrCreate();
  }

  private Settings settings() {
    Map<String, Object> all = new HashMap<>();
    all.put("rookery.trainer", "staged");
    all.put("rookery.search.candidates", 12);
    all.put("rookery.output", '"' + folder.toString() + '"');
    return SparkTest.settings(all);
  }

  private SearchListener listener() {
    return new SearchListener() {
      @Override
      public void started(String searchId, String output, String slots) {
        told.add(searchId + output + slots);
      }

      @Override
      public void evaluated(TrialOutcome outcome, SearchStatus status) {
        told.add(outcome + " " + status);
        ports.addAll(listening());
      }

      @Override
      public void noticed(String message) {
        told.add(message);
      }
    };
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Ports on which this process listens: those of its own sockets in state 0A. */
  private static Set<Integer> listening() {
    Set<String> own = new TreeSet<>();
    Set<Integer> found = new TreeSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        try {
          own.add(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
          continue; // closed since
        }
      }
      List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("/proc/self/net/tcp")));
      lines.addAll(Files.readAllLines(Path.of("/proc/self/net/tcp6")));
      for (String line : lines) {
        String[] words = line.strip().split("\\s+");
        if (words[3].equals("0A") && own.contains("socket:[" + words[9] + "]")) {
          found.add(Integer.parseInt(words[1].substring(words[1].indexOf(':') + 1), 16));
        }
      }
      return found;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Hears everything that is logged at INFO and above, and of Rookery everything. */
  private final class Listening extends AbstractAppender implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

    Listening() {
      super("listening", null, null, true, Property.EMPTY_ARRAY);
      start();
      Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.INFO);
      Configurator.setLevel("io.rookery", Level.ALL);
      context.getRootLogger().addAppender(this);
    }

    @Override
    public void append(LogEvent event) {
      logged.add(event.getLoggerName() + " " + event.getMessage().getFormattedMessage());
      if (event.getThrown() != null) {
        logged.add(event.getThrown().toString());
      }
    }

    @Override
    public void close() {
      context.reconfigure();
      stop();
    }
  }
}
