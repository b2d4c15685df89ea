package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class TenantTest {

  @TempDir private Path folder;

  @Test
  void aDriverThatStillWritesKeepsOthersOut() throws Exception {
    status("elsewhere", 1, Instant.now());
    ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused =
          other.scheduleAtFixedRate(
              () -> status("elsewhere", 1, Instant.now()), 100, 100, TimeUnit.MILLISECONDS);
      assertThatThrownBy(this::refuseOther)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("another driver")
          .hasMessageContaining("elsewhere")
          .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.PREFLIGHT));
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void oneThatIsDeadOrSilentDoesNot() throws Exception {
    refuseOther(); // no status at all
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    status(Tenant.here().host(), dead.pid(), Instant.now());
    refuseOther();
    status("elsewhere", 1, Instant.now().minus(Tenant.SILENCE.multipliedBy(2)));
    refuseOther();
    Files.writeString(folder.resolve("_STATUS.json"), "{\"state\":\"done\"}");
    refuseOther();
  }

  private void refuseOther() throws IOException, InterruptedException {
    Tenant.refuseOther(new Configuration(), new org.apache.hadoop.fs.Path(folder.toUri()));
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
