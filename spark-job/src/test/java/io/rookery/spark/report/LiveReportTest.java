package io.rookery.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(200)
class LiveReportTest {

  @TempDir private Path folder;

  @Test
  void isWrittenAgainAndAgainWhileASearchRunsAndOnceMoreAtItsEnd() throws Exception {
    Path search = Folders.running(folder.resolve("a"), 8);
    Path page = search.resolve(Report.FILE);
    LiveReport report = new LiveReport(new Configuration(), Duration.ofMillis(100));
    report.started("a", search.toUri().toString(), "2 slots");
    awaitPage(page);
    assertThat(Files.readString(page)).contains("\"state\":\"running\"");
    Files.delete(page);
    awaitPage(page);

    LiveReport last = new LiveReport(new Configuration(), Duration.ofDays(1));
    Path ended = Folders.ended(folder.resolve("b"), 8);
    last.started("b", ended.toUri().toString(), "2 slots");
    last.close();
    assertThat(Files.readString(ended.resolve(Report.FILE))).contains("\"state\":\"done\"");
    report.close();
  }

  @Test
  void aFolderThatCannotBeReadOrWrittenThrowsNothing() throws Exception {
    LiveReport report = new LiveReport(new Configuration(), Duration.ofMillis(50));
    report.started("a", folder.resolve("absent").toUri().toString(), "2 slots");
    Thread.sleep(300); // some attempts
    report.close();
    assertThat(folder.resolve("absent")).doesNotExist();
  }

  /** Of a local disk that is full Hadoop throws an Error. */
  @EnabledOnOs(OS.LINUX)
  @Test
  void aFullLocalDiskDoesNotEndTheAttempts() throws Exception {
    Path search = Folders.running(folder.resolve("a"), 8);
    Configuration conf = new Configuration();
    conf.setClass("fs.full.impl", FullDisk.class, FileSystem.class);
    LiveReport report = new LiveReport(conf, Duration.ofMillis(50));
    report.started("a", "full://" + search, "2 slots");
    Awaitility.await("a second attempt")
        .atMost(Duration.ofSeconds(60))
        .until(() -> FullDisk.ATTEMPTS.get() > 1);
    report.close();
    assertThat(search.resolve(Report.FILE)).doesNotExist();
  }

  /** The local disk, which takes nothing any more. */
  public static final class FullDisk extends RawLocalFileSystem {

    private static final AtomicInteger ATTEMPTS = new AtomicInteger();

    @Override
    public URI getUri() {
      return URI.create("full:///");
    }

    @Override
    public FSDataOutputStream create(org.apache.hadoop.fs.Path path, boolean overwrite)
        throws IOException {
      ATTEMPTS.incrementAndGet();
      return super.create(new org.apache.hadoop.fs.Path("/dev/full"), overwrite);
    }
  }

  private static void awaitPage(Path page) {
    Awaitility.await(page.toString())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.exists(page));
  }
}
