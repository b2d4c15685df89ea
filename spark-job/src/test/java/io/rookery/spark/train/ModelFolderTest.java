package io.rookery.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

  private static final ModelFiles MODEL =
      new ModelFiles("here", Map.of("graph", new byte[] {1, 2, 3}, "weights", new byte[] {4}));

  @TempDir private Path folder;

  private ModelFolder model() throws IOException {
    return new ModelFolder(
        new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve("model").toUri()));
  }

  private void assertWhole() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("model"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("graph", "weights");
    }
    assertThat(model().read().file("graph")).containsExactly(1, 2, 3);
    assertThat(model().read().file("weights")).containsExactly(4);
  }

  @Test
  void onALocalDiskItHoldsTheFilesOfTheModelAndNoOthers() throws Exception {
    assertThat(model().isEmpty()).isTrue();
    assertThat(model().write(MODEL)).containsExactly("graph", "weights");
    assertWhole();
  }

  @Test
  void whatStoodThereWithChecksumsIsReplaced() throws Exception {
    FileSystem checked = FileSystem.getLocal(new Configuration());
    Path graph = folder.resolve("model/graph");
    try (OutputStream out = checked.create(new org.apache.hadoop.fs.Path(graph.toUri()))) {
      out.write(new byte[] {9, 9, 9});
    }
    assertThat(graph.resolveSibling(".graph.crc")).exists();
    model().write(MODEL);
    assertWhole();
  }
}
