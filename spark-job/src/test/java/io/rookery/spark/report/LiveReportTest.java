package io.rookery.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
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

  private static void awaitPage(Path page) {
    Awaitility.await(page.toString())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.exists(page));
  }
}
