package io.rookery.predictor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rookery.predictor.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCurvesTest {

  private static final String GOOD =
      """
      curve_id,epoch,fitness,train_loss,seconds,arch_depth,genome
      a,0.5,10,2.5,30,8,"1|0,""x""."
      b,1,20,,31,9,plain
      a,1,12.5,2.25,32,8,other
      """;

  @TempDir Path folder;

  @Test
  void readsPointsChannelsDurationsAndScalars() throws IOException {
    CurveSet set = read("set.csv", GOOD);
    assertThat(set.name()).isEqualTo("set");
    RecordedCurve a = set.curves().get(0);
    assertThat(a.points().points())
        .extracting(p -> p.epoch(), p -> p.fitness(), p -> p.trainLoss(), p -> p.validLoss())
        .containsExactly(tuple(0.5, 10.0, 2.5, Double.NaN), tuple(1.0, 12.5, 2.25, Double.NaN));
    assertThat(a.seconds()).containsExactly(30.0, 32.0);
    assertThat(a.scalars()).containsOnlyKeys("depth").containsEntry("depth", 8.0);
    assertThat(set.curves().get(1).points().point(0).trainLoss()).isNaN();
  }

  @Test
  void readsTheSameGzippedAndWithAByteOrderMark() throws IOException {
    Path file = folder.resolve("set.csv.gz");
    Files.write(file, gzip(GOOD));
    assertThat(CsvCurves.read(file, Metric.ACCURACY)).isEqualTo(read("set.csv", GOOD));
    assertThat(read("set.csv", "\uFEFF" + GOOD)).isEqualTo(read("set.csv", GOOD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "curve_id,epoch|a,1; line 1: the column fitness is absent",
        "curve_id,epoch,fitness; has a header but no row",
        "curve_id,epoch,fitness|a,1; line 2: 2 fields, but the header has 3",
        "curve_id,epoch,fitness|a,1,x; line 2: fitness is not a number: \"x\"",
        "curve_id,epoch,fitness|a,1,; line 2: fitness is not a number: \"\"",
        "curve_id,epoch,fitness|a,1,NaN; line 2: fitness must lie in 0 to 100.0",
        "curve_id,epoch,fitness|a,1,101; line 2: fitness must lie in 0 to 100.0",
        "curve_id,epoch,fitness|a,1,-Infinity; line 2: fitness must lie in",
        "curve_id,epoch,fitness|a,0,1; line 2: epoch must be finite and greater than 0: 0.0",
        "curve_id,epoch,fitness|,1,1; line 2: curve_id is empty",
        "curve_id,epoch,fitness|a,2,1|a,2,1; line 3: the epochs of curve a must increase: 2.0, 2.0",
        "curve_id,epoch,fitness|a,2,1|b,1,1|a,1,1; line 4: the epochs of curve a must increase",
        "curve_id,epoch,fitness,seconds|a,2,1,-1; line 2: seconds must be",
        "curve_id,epoch,fitness,arch_d|a,1,1,1|a,2,1,2; line 3: arch_d must be constant",
        "curve_id,epoch,fitness,arch_d|a,1,1,NaN; line 2: arch_d must be finite",
        "curve_id,epoch,fitness|\"a,1,1; line 2: a quotation mark is not closed",
      })
  void saysWhatIsWrongAndWhere(String lines, String message) {
    assertThatThrownBy(() -> read("bad.csv", lines.replace('|', '\n')))
        .isInstanceOf(BrokenCurvesException.class)
        .hasMessageContaining("bad.csv")
        .hasMessageContaining(message);
  }

  @Test
  void refusesAnEmptyFileAnAbsentOneAndHalfAGzip() throws IOException {
    assertThatThrownBy(() -> read("empty.csv", ""))
        .isInstanceOf(BrokenCurvesException.class)
        .hasMessageContaining("empty.csv: is empty");
    assertThatThrownBy(() -> CsvCurves.read(folder.resolve("absent.csv"), Metric.ACCURACY))
        .isInstanceOf(BrokenCurvesException.class)
        .hasMessageContaining("no such file");
    byte[] whole = gzip(GOOD);
    Path half = folder.resolve("half.csv.gz");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> CsvCurves.read(half, Metric.ACCURACY))
        .isInstanceOf(BrokenCurvesException.class)
        .hasMessageContaining("half.csv.gz: is not whole");
  }

  @Test
  void brokenBytesGiveAnErrorOrACurveNeverAnythingElse() throws IOException {
    Random random = new Random(7);
    Path file = folder.resolve("fuzzed.csv");
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
      for (int k = 0; k <= random.nextInt(4); k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
      }
      Files.write(file, bytes);
      try {
        assertThat(CsvCurves.read(file, Metric.ACCURACY).curves()).isNotEmpty();
      } catch (BrokenCurvesException e) {
        assertThat(e).hasMessageContaining("fuzzed.csv");
        refused++;
      }
    }
    assertThat(refused).isBetween(500, 1999);
  }

  private CurveSet read(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return CsvCurves.read(file, Metric.ACCURACY);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
