package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TenantTest {

  @TempDir private Path folder;

  @Test
  void aDriverThatStillWritesKeepsOthersOut() throws Exception {
    status("elsewhere", 1, Instant.now());
    requireRefused(() -> status("elsewhere", 1, Instant.now()));
  }

  @Test
  void oneThatIsDeadOrSilentDoesNot() throws Exception {
    refuseOther(); // no status at all
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    status(Tenant.here().host(), dead.pid(), Instant.now());
    refuseOther();
    status("elsewhere", 1, Instant.now().minus(Tenant.OLD.multipliedBy(2)));
    refuseOther();
    Files.writeString(folder.resolve("_STATUS.json"), "{\"state\":\"done\"}");
    refuseOther();
  }

  /** Its machine's clock is a minute behind ours: what counts is that it writes. */
  @Test
  void aDriverWhoseClockIsBehindKeepsOthersOutToo() throws Exception {
    status("elsewhere", 1, Instant.now().minusSeconds(60));
    requireRefused(() -> status("elsewhere", 1, Instant.now().minusSeconds(60)));
  }

  @Test
  void aDamagedStatusKeepsNobodyOutUnlessSomebodyWritesItAnew() throws Exception {
    Files.writeString(folder.resolve("_STATUS.json"), "{\"state\": \"runn");
    Tenant.refuseOther(new Configuration(), path(), Duration.ofSeconds(1));
    requireRefused(() -> status("elsewhere", 1, Instant.now()));
  }

  private void requireRefused(Runnable sign) {
    ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused = other.scheduleAtFixedRate(sign, 100, 100, TimeUnit.MILLISECONDS);
      assertThatThrownBy(this::refuseOther)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("another driver")
          .hasMessageContaining("elsewhere")
          .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.PREFLIGHT));
    } finally {
      other.shutdownNow();
    }
  }

  /** Whoever waits for a sign that does not come waits longer than this test may take. */
  private void refuseOther() throws InterruptedException {
    Tenant.refuseOther(new Configuration(), path(), Duration.ofDays(1));
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(folder.toUri());
  }

  /** As a driver writes it: in one step. */
  private void status(String host, long process, Instant at) {
    String json =
        """
        {"state": "running", "updatedAt": "%s", "applicationId": "app-1",
         "driver": {"host": "%s", "process": %d, "startedAt": "then"}}
        """
            .formatted(at, host, process);
    try {
      Path temporary = Files.writeString(folder.resolve("temporary"), json);
      Files.move(
          temporary,
          folder.resolve("_STATUS.json"),
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
