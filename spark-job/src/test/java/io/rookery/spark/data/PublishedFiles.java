package io.rookery.spark.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small files in the formats that data sets are published in. */
final class PublishedFiles {

  private PublishedFiles() {}

  /** IDX files of {@code train} and {@code test} images of 2 x 3, labels going round. */
  static void idx(Path folder, int train, int test, int classes, boolean gzip) throws IOException {
    Files.createDirectories(folder);
    String ending = gzip ? ".gz" : "";
    write(folder.resolve("train-images-idx3-ubyte" + ending), images(train), gzip);
    write(folder.resolve("train-labels-idx1-ubyte" + ending), labels(train, classes), gzip);
    write(folder.resolve("t10k-images-idx3-ubyte" + ending), images(test), gzip);
    write(folder.resolve("t10k-labels-idx1-ubyte" + ending), labels(test, classes), gzip);
  }

  private static byte[] images(int count) {
    ByteBuffer file = ByteBuffer.allocate(16 + count * 6);
    file.putInt(0x803).putInt(count).putInt(2).putInt(3);
    for (int i = 0; i < count; i++) {
      file.put((byte) i).put((byte) (i >> 8)).put(new byte[] {10, 20, 30, (byte) 200});
    }
    return file.array();
  }

  private static byte[] labels(int count, int classes) {
    ByteBuffer file = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      file.put((byte) (i % classes));
    }
    return file.array();
  }

  /** CIFAR records: each image's planes are 1s, 2s and 3s, and its number. */
  static byte[] cifar(int count, int labels, int classes) {
    ByteBuffer file = ByteBuffer.allocate(count * (labels + 3_072));
    for (int i = 0; i < count; i++) {
      if (labels == 2) {
        file.put((byte) 19);
      }
      file.put((byte) (i % classes));
      for (int plane = 1; plane <= 3; plane++) {
        byte[] pixels = new byte[1_024];
        java.util.Arrays.fill(pixels, (byte) plane);
        pixels[0] = (byte) i;
        file.put(pixels);
      }
    }
    return file.array();
  }

  static void write(Path file, byte[] bytes, boolean gzip) throws IOException {
    if (!gzip) {
      Files.write(file, bytes);
      return;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    Files.write(file, packed.toByteArray());
  }
}
