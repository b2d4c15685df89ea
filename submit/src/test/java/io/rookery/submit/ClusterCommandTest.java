package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code rookery cluster} refuses before it starts any process. */
class ClusterCommandTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "--workers, 0, '--workers takes 1 or more, found 0'",
    "--gpus, -1, '--gpus takes 0 or more, found -1'",
    "--cores, -2, '--cores takes 0 or more, found -2'",
    "--memory, -1, '--memory takes 0 or more, found -1'",
    "--port, 70000, '--port takes 0 to 65535, found 70000'",
    "--properties-file, absent.conf, '--properties-file absent.conf: no such file'",
  })
  void anOptionThatCannotBe(String option, String value, String said) {
    StringWriter err = new StringWriter();
    CommandLine command = Rookery.commandLine();
    command.setErr(new PrintWriter(err, true));
    assertThat(command.execute("cluster", "start", option, value)).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains(said).doesNotContain("\tat ");
  }

  @Test
  void aFolderThatCannotBe() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    LocalCluster cluster = new LocalCluster(folder, folder, file.resolve("below"));
    assertThatThrownBy(() -> cluster.start(new LocalCluster.Plan(1, 1, 1024, 0, 0, null)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("file/below cannot be written")
        .hasMessageContaining("--directory")
        .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.STORAGE));
  }

  @Test
  void pidFilesOfAClusterThatWasKilledNameNobody() throws Exception {
    // A process of that number lives, and began at another time.
    Files.writeString(folder.resolve("master.pid"), ProcessHandle.current().pid() + " 1970");
    Files.writeString(folder.resolve("worker-1.pid"), "no number");
    LocalCluster cluster = new LocalCluster(folder, folder, folder);
    assertThat(cluster.running()).isEmpty();
    assertThat(cluster.stop()).isZero();
    assertThat(folder).isEmptyDirectory();
  }
}
