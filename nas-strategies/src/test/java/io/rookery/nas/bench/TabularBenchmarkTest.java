package io.rookery.nas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabularBenchmarkTest {

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void readsPlainAndGzippedTables() throws IOException {
    String text = "index,arch,accuracy\n0,a,91.5\n1,b,90\n";
    Path zipped = folder.resolve("t.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    for (Path path : new Path[] {file("t.csv", text), zipped}) {
      TabularBenchmark table = TabularBenchmark.read(path);
      assertThat(table.architectures()).containsExactly("a", "b");
      assertThat(table.value("b", "accuracy")).hasValue(90);
      assertThat(table.value("c", "accuracy")).isEmpty();
      assertThat(table.best("accuracy")).isEqualTo(91.5);
    }
  }

  @Test
  void saysWhatIsWrongWithATable() throws IOException {
    Path keyless = file("k.csv", "a,b\n");
    assertThatThrownBy(() -> TabularBenchmark.read(keyless)).hasMessageContaining("'arch'");
    Path ragged = file("r.csv", "arch,x\na,1\nb\n");
    assertThatThrownBy(() -> TabularBenchmark.read(ragged))
        .hasMessageContaining("line 3: 2 fields wanted, found 1");
    Path words = file("w.csv", "arch,x\na,one\n");
    assertThatThrownBy(() -> TabularBenchmark.read(words))
        .hasMessageContaining("line 2: a number is wanted, found 'one'");
    Path twice = file("d.csv", "arch,x\na,1\na,2\n");
    assertThatThrownBy(() -> TabularBenchmark.read(twice)).hasMessageContaining("twice");
  }

  @Test
  void anUnknownColumnIsAnErrorThatListsTheKnown() throws IOException {
    TabularBenchmark table = TabularBenchmark.read(file("t.csv", "arch,x,y\na,1,2\n"));
    assertThatThrownBy(() -> table.best("z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no column 'z'")
        .hasMessageContaining("[x, y]");
  }

  @Test
  void knowsThePublishedOptimaOfNasBench201() {
    TabularBenchmark table = Nb201Table.open();
    assertThat(table.best("e200_cifar10_test")).isEqualTo(94.37, within2());
    assertThat(table.best("e200_cifar100_test")).isEqualTo(73.51, within2());
    assertThat(table.best("e200_in16_test")).isEqualTo(47.31, within2());
  }

  private static Offset<Double> within2() {
    return offset(0.005);
  }
}
