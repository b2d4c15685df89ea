package io.rookery.spark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.config.Layers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole examination, in a local session with the real engine. */
@Timeout(120)
class DoctorTest {

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.plugins", "io.rookery.spark.RookeryPlugin")
        .config("spark.executor.heartbeatInterval", "1s")
        .getOrCreate();
  }

  @AfterAll
  static void stop() {
    SparkSession.active().stop();
  }

  @Test
  void aMachineThatIsFitHasNoFailureAndNothingIsLeftBehind() throws Exception {
    Path output = folder.resolve("results");
    Map<String, Finding> findings = examine(Map.of("rookery.output", output.toString()));

    assertThat(findings.values()).noneMatch(f -> f.level() == Finding.Level.FAIL);
    assertThat(findings.get("engine").found()).startsWith("PyTorch ");
    assertThat(findings.get("slots").found()).startsWith("2 slots");
    assertThat(findings.get("data").found()).contains("6,000 images of 1x28x28 in 10 classes");
    assertThat(findings.get("tasks").found()).isEqualTo("1 of 1");
    assertThat(findings).containsKeys("java.executors", "memory.machine", "plugin");
    assertThat(output).doesNotExist();
  }

  @Test
  void aFolderThatIsInUseKeepsWhatIsInIt() throws Exception {
    Files.writeString(folder.resolve("mine"), "kept");
    examine(Map.of("rookery.output", folder.toString()));
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("mine"));
    }
  }

  @Test
  void anOutputBelowAFileCannotBeWrittenFromEitherSide() throws Exception {
    Files.writeString(folder.resolve("file"), "in the way");
    Map<String, Finding> findings =
        examine(Map.of("rookery.output", folder.resolve("file/below").toString()));
    assertThat(findings.get("output.driver").level()).isEqualTo(Finding.Level.FAIL);
    assertThat(findings.get("output.executors").level()).isEqualTo(Finding.Level.FAIL);
    assertThat(findings.get("engine").level())
        .as("the rest is told all the same")
        .isEqualTo(Finding.Level.OK);
  }

  @Test
  void dataThatIsNotThere() throws Exception {
    Map<String, Finding> findings =
        examine(
            Map.of(
                "rookery.data.path", folder.resolve("absent").toString(),
                "rookery.output", folder.resolve("results").toString()));
    assertThat(findings.get("data").line()).startsWith("FAIL").contains("no such file or folder");
  }

  @Test
  void anotherDiskThanTheDrivers() {
    var hadoop = SparkSession.active().sparkContext().hadoopConfiguration();
    OutputProbe driver = OutputProbe.of(new org.apache.hadoop.fs.Path(folder + "/a"), hadoop);
    assertThat(driver.fromDriver()).isNull();
    assertThat(driver.fromExecutor("1")).isNull();
    OutputProbe elsewhere = new OutputProbe(folder + "/b", driver.token(), driver.hadoop());
    assertThat(elsewhere.fromExecutor("1")).contains("another disk");
  }

  @Test
  void aRelativeFolderIsTheDriversAlsoForExecutorsThatWorkElsewhere() {
    var hadoop = SparkSession.active().sparkContext().hadoopConfiguration();
    var relative = new org.apache.hadoop.fs.Path("rookery-results");
    assertThat(OutputProbe.of(relative, hadoop).folder())
        .isEqualTo("file:" + Path.of("rookery-results").toAbsolutePath());
  }

  @Test
  void aFileSystemThatNobodyKnows() throws Exception {
    Map<String, Finding> findings = examine(Map.of("rookery.output", "nowhere://a/b"));
    assertThat(findings.get("output.driver").line())
        .startsWith("FAIL")
        .contains("No FileSystem for scheme \"nowhere\"");
  }

  private Map<String, Finding> examine(Map<String, String> settings) throws InterruptedException {
    Layers layers = new Layers();
    settings.forEach((key, value) -> layers.option(key, '"' + value + '"', "test"));
    List<Finding> findings = new ArrayList<>();
    new Doctor(SparkSession.active(), layers.settings(), message -> {}, findings::add).examine();
    return findings.stream().collect(Collectors.toMap(Finding::check, finding -> finding));
  }
}
