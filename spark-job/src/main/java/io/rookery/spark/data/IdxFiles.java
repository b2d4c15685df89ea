package io.rookery.spark.data;

import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;

/** The IDX files of MNIST and Fashion-MNIST (LeCun, Cortes, Burges 1998). */
final class IdxFiles {

  private static final int IMAGES = 0x803;
  private static final int LABELS = 0x801;
  private static final int IMAGES_HEADER = 16;
  private static final int LABELS_HEADER = 8;

  private IdxFiles() {}

  static Source read(Bytes files) {
    List<Picture> train = pictures(files, "train");
    List<Picture> test = pictures(files, "t10k");
    int classes = 1 + train.stream().mapToInt(Picture::label).max().orElse(0);
    return new Source(
        IntStream.range(0, classes).mapToObj(Integer::toString).toList(), train, test);
  }

  private static List<Picture> pictures(Bytes files, String prefix) {
    String imagesName = prefix + "-images-idx3-ubyte";
    String labelsName = prefix + "-labels-idx1-ubyte";
    Path imagesFile = new Path(files.folder(), imagesName);
    ByteBuffer images = ByteBuffer.wrap(files.of(List.of(imagesName)));
    ByteBuffer labels = ByteBuffer.wrap(files.of(List.of(labelsName)));
    requireHeader(images, IMAGES, IMAGES_HEADER, imagesFile);
    requireHeader(labels, LABELS, LABELS_HEADER, new Path(files.folder(), labelsName));
    int count = images.getInt(4);
    Shape shape = shape(images, imagesFile);
    int size = (int) shape.size();
    requireLength(images, IMAGES_HEADER + (long) count * size, imagesFile);
    requireLength(labels, LABELS_HEADER + (long) count, new Path(files.folder(), labelsName));
    List<Picture> pictures = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int from = IMAGES_HEADER + i * size;
      pictures.add(
          new Picture(
              "%s/%05d".formatted(prefix, i),
              labels.get(LABELS_HEADER + i) & 0xff,
              shape,
              Arrays.copyOfRange(images.array(), from, from + size)));
    }
    return pictures;
  }

  private static Shape shape(ByteBuffer images, Path file) {
    int height = images.getInt(8);
    int width = images.getInt(12);
    if (images.getInt(4) < 1
        || height < 1
        || width < 1
        || (long) height * width > images.capacity()) {
      throw Refusal.preflight(
          "%s says that it holds %d images of %d x %d"
              .formatted(file, images.getInt(4), height, width));
    }
    return new Shape(1, height, width);
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
          "%s has %,d bytes where the header of the images asks for %,d"
              .formatted(name, file.capacity(), wanted));
    }
  }
}
