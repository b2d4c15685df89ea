package io.rookery.spark.data;

import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The IDX files of MNIST and Fashion-MNIST (LeCun, Cortes, Burges 1998). */
final class IdxFiles {

  private static final int IMAGES = 0x803;
  private static final int LABELS = 0x801;

  private IdxFiles() {}

  static Source read(Path folder) {
    List<Picture> train = pictures(folder, "train");
    List<Picture> test = pictures(folder, "t10k");
    int classes = 1 + train.stream().mapToInt(Picture::label).max().orElse(0);
    return new Source(names(classes), train, test);
  }

  private static List<String> names(int classes) {
    List<String> digits = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      digits.add(Integer.toString(i));
    }
    return digits;
  }

  private static List<Picture> pictures(Path folder, String prefix) {
    String imagesName = prefix + "-images-idx3-ubyte";
    String labelsName = prefix + "-labels-idx1-ubyte";
    ByteBuffer images = ByteBuffer.wrap(Bytes.of(folder, List.of(imagesName)));
    ByteBuffer labels = ByteBuffer.wrap(Bytes.of(folder, List.of(labelsName)));
    requireHeader(images, IMAGES, 16, folder.resolve(imagesName));
    requireHeader(labels, LABELS, 8, folder.resolve(labelsName));
    int count = images.getInt(4);
    Shape shape = new Shape(1, images.getInt(8), images.getInt(12));
    int size = (int) shape.size();
    requireLength(images, 16L + (long) count * size, folder.resolve(imagesName));
    requireLength(labels, 8L + count, folder.resolve(labelsName));
    List<Picture> pictures = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int from = 16 + i * size;
      pictures.add(
          new Picture(
              "%s/%05d".formatted(prefix, i),
              labels.get(8 + i) & 0xff,
              shape,
              Arrays.copyOfRange(images.array(), from, from + size)));
    }
    return pictures;
  }

  private static void requireHeader(ByteBuffer file, int magic, int header, Path name) {
    if (file.capacity() < header || file.getInt(0) != magic) {
      throw Refusal.preflight(
          "%s is no IDX file of %s".formatted(name, magic == IMAGES ? "images" : "labels"));
    }
  }

  private static void requireLength(ByteBuffer file, long wanted, Path name) {
    if (file.capacity() != wanted) {
      throw Refusal.preflight(
          "%s has %,d bytes where its header and its companion ask for %,d"
              .formatted(name, file.capacity(), wanted));
    }
  }
}
