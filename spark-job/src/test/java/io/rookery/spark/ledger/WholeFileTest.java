package io.rookery.spark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir private Path folder;

  /** Hadoop throws an Error there, by which a training would take its network to blame. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aLocalDiskThatIsFullIsAnIoException() throws IOException {
    Path full = Files.createSymbolicLink(folder.resolve("full"), Path.of("/dev/full"));
    FileSystem files = FileSystem.getLocal(new Configuration());
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(full.toUri());
    assertThatThrownBy(() -> WholeFile.write(files, path, out -> out.write(new byte[100_000])))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left on device");
    assertThatThrownBy(() -> WholeFile.write(files, path, out -> out.write(1)))
        .as("noticed when it is flushed")
        .isInstanceOf(IOException.class);
    assertThat(full).isSymbolicLink();
  }
}
