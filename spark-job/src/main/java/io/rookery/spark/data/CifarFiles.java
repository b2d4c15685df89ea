package io.rookery.spark.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The binary version of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): labels, then 3,072 bytes an
 * image: a red, a green and a blue plane.
 */
final class CifarFiles {

  private static final Shape SHAPE = new Shape(3, 32, 32);
  private static final List<String> CIFAR10 =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private CifarFiles() {}

  /**
   * A folder of data_batch_1.bin … data_batch_5.bin and test_batch.bin, or of one training file.
   */
  static Source cifar10(Bytes files) {
    List<String> classes = names(files, "batches.meta.txt", 10).orElse(CIFAR10);
    List<String> test =
        List.of("test_batch.bin", "test.bin", "cifar10-test.bin", "cifar10-test-2k.bin");
    return new Source(
        classes,
        pictures(files, cifar10Train(files), 1, 10, "train"),
        pictures(files, files.of(test), 1, 10, "test"));
  }

  /** A folder of train.bin and test.bin; the label is the fine one. */
  static Source cifar100(Bytes files) {
    List<String> classes =
        names(files, "fine_label_names.txt", 100)
            .orElse(IntStream.range(0, 100).mapToObj(i -> "fine-" + i).toList());
    List<String> train = List.of("train.bin", "cifar100-train.bin", "cifar100-train-10k.bin");
    List<String> test = List.of("test.bin", "cifar100-test.bin", "cifar100-test-2k.bin");
    return new Source(
        classes,
        pictures(files, files.of(train), 2, 100, "train"),
        pictures(files, files.of(test), 2, 100, "test"));
  }

  /** The names in a file that the publisher puts beside the images. */
  private static Optional<List<String>> names(Bytes files, String file, int classes) {
    return files
        .find(List.of(file))
        .map(bytes -> new String(bytes, UTF_8).lines().filter(line -> !line.isBlank()).toList())
        .filter(names -> names.size() == classes);
  }

  private static byte[] cifar10Train(Bytes files) {
    Optional<byte[]> single =
        files.find(List.of("train.bin", "cifar10-train.bin", "cifar10-train-10k.bin"));
    if (single.isPresent()) {
      return single.get();
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 1; i <= 5; i++) {
      all.writeBytes(files.of(List.of("data_batch_" + i + ".bin")));
    }
    return all.toByteArray();
  }

  private static List<Picture> pictures(
      Bytes files, byte[] bytes, int labels, int classes, String split) {
    int record = labels + (int) SHAPE.size();
    if (bytes.length == 0 || bytes.length % record != 0) {
      throw Refusal.preflight(
          "%s: %,d bytes of %s images are no whole number of records of %,d bytes"
              .formatted(files.folder(), bytes.length, split, record));
    }
    List<Picture> pictures = new ArrayList<>(bytes.length / record);
    for (int i = 0; i < bytes.length / record; i++) {
      int from = i * record;
      int label = bytes[from + labels - 1] & 0xff;
      if (label >= classes) {
        throw Refusal.preflight(
            "%s: %s image %d has label %d; labels are 0 to %d. Is --format the right one?"
                .formatted(files.folder(), split, i, label, classes - 1));
      }
      byte[] pixels = Arrays.copyOfRange(bytes, from + labels, from + record);
      pictures.add(new Picture("%s/%05d".formatted(split, i), label, SHAPE, pixels));
    }
    return pictures;
  }
}
