package io.rookery.spark.data;

import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The binary version of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): labels, then 3,072 bytes an
 * image.
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
  static Source cifar10(Path folder) {
    return new Source(
        CIFAR10,
        pictures(cifar10Train(folder), 1, "train", folder),
        pictures(test10(folder), 1, "test", folder));
  }

  /** A folder of train.bin and test.bin; the label is the fine one. */
  static Source cifar100(Path folder) {
    List<Picture> train =
        pictures(
            Bytes.of(folder, List.of("train.bin", "cifar100-train.bin", "cifar100-train-10k.bin")),
            2,
            "train",
            folder);
    List<Picture> test =
        pictures(
            Bytes.of(folder, List.of("test.bin", "cifar100-test.bin", "cifar100-test-2k.bin")),
            2,
            "test",
            folder);
    return new Source(IntStream.range(0, 100).mapToObj(i -> "fine-" + i).toList(), train, test);
  }

  private static byte[] cifar10Train(Path folder) {
    List<String> single = List.of("train.bin", "cifar10-train.bin", "cifar10-train-10k.bin");
    if (!java.nio.file.Files.exists(folder.resolve("data_batch_1.bin"))
        && !java.nio.file.Files.exists(folder.resolve("data_batch_1.bin.gz"))) {
      return Bytes.of(folder, single);
    }
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    for (int i = 1; i <= 5; i++) {
      all.writeBytes(Bytes.of(folder, List.of("data_batch_" + i + ".bin")));
    }
    return all.toByteArray();
  }

  private static byte[] test10(Path folder) {
    return Bytes.of(
        folder, List.of("test_batch.bin", "test.bin", "cifar10-test.bin", "cifar10-test-2k.bin"));
  }

  private static List<Picture> pictures(byte[] bytes, int labels, String prefix, Path folder) {
    int record = labels + (int) SHAPE.size();
    if (bytes.length == 0 || bytes.length % record != 0) {
      throw Refusal.preflight(
          "%s: %,d bytes of %s images are no whole number of records of %,d bytes"
              .formatted(folder, bytes.length, prefix, record));
    }
    List<Picture> pictures = new ArrayList<>(bytes.length / record);
    for (int i = 0; i < bytes.length / record; i++) {
      int from = i * record;
      pictures.add(
          new Picture(
              "%s/%05d".formatted(prefix, i),
              bytes[from + labels - 1] & 0xff,
              SHAPE,
              Arrays.copyOfRange(bytes, from + labels, from + record)));
    }
    return pictures;
  }
}
