package io.rookery.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class ImageSetTest {

  @Test
  void comesThroughJavaSerializationAsItWas() throws Exception {
    ImageSet set = ImageSets.load(new Configuration(), "");
    ImageSet copy = copy(set);
    assertThat(copy.name()).isEqualTo(set.name());
    assertThat(copy.fingerprint()).isEqualTo(set.fingerprint());
    assertThat(copy.classes()).isEqualTo(set.classes());
    assertThat(Fingerprint.of(copy.shape(), List.of(copy.train(), copy.valid(), copy.test())))
        .isEqualTo(set.fingerprint());
  }

  private static ImageSet copy(ImageSet set) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(set);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (ImageSet) in.readObject();
    }
  }

  @Test
  void aSplitWhosePixelsDoNotFitItsLabelsCannotBe() {
    ImageSet.Split good = new ImageSet.Split(new byte[8], new int[2]);
    ImageSet.Split bad = new ImageSet.Split(new byte[8], new int[3]);
    Shape shape = new Shape(1, 2, 2);
    assertThatThrownBy(() -> new ImageSet("x", "y", shape, List.of("a", "b"), good, bad, good))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 images of")
        .hasMessageContaining("cannot have 8 bytes");
  }

  @Test
  void theFingerprintChangesWithEveryPixelLabelAndShape() {
    Shape shape = new Shape(1, 2, 2);
    String fingerprint = Fingerprint.of(shape, List.of(split(1, 0)));
    assertThat(Fingerprint.of(shape, List.of(split(1, 0)))).isEqualTo(fingerprint);
    assertThat(Fingerprint.of(shape, List.of(split(2, 0)))).isNotEqualTo(fingerprint);
    assertThat(Fingerprint.of(shape, List.of(split(1, 1)))).isNotEqualTo(fingerprint);
    assertThat(Fingerprint.of(new Shape(1, 1, 4), List.of(split(1, 0)))).isNotEqualTo(fingerprint);
  }

  private static ImageSet.Split split(int pixel, int label) {
    return new ImageSet.Split(new byte[] {0, 0, 0, (byte) pixel}, new int[] {label});
  }

  @Test
  void sparksByteOrderIsUndone() {
    Random random = new Random(3);
    for (int channels : new int[] {1, 2, 3, 4}) {
      Shape shape = new Shape(channels, 3, 5);
      byte[] pixels = new byte[channels * 15];
      random.nextBytes(pixels);
      Picture picture = new Picture("a", 0, shape, pixels);
      assertThat(Picture.planar(picture.interleaved(), shape)).isEqualTo(pixels);
    }
    byte[] blueGreenRedAlpha = {10, 20, 30, 40};
    assertThat(Picture.planar(blueGreenRedAlpha, new Shape(4, 1, 1)))
        .containsExactly(30, 20, 10, 40);
  }

  @Test
  void drawingIsBalancedOrInProportion() {
    List<Picture> pictures =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    new Picture(
                        "%03d".formatted(i), i < 80 ? 0 : 1, new Shape(1, 1, 1), new byte[1]))
            .toList();
    List<Picture> left = new java.util.ArrayList<>(pictures);
    assertThat(new Draw(1).proportional(left, 10).stream().filter(p -> p.label() == 1)).hasSize(2);
    assertThat(left).hasSize(90);
    assertThat(new Draw(1).balanced(left, 30).stream().filter(p -> p.label() == 1)).hasSize(15);
    assertThat(new Draw(1).balanced(left, 60).stream().filter(p -> p.label() == 1))
        .as("what a small class cannot give the others do")
        .hasSize(3);
    assertThat(left).isEmpty();
  }
}
