package io.rookery.spark.data;

import io.rookery.nas.Shape;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over all that training sees of a set. */
final class Fingerprint {

  private Fingerprint() {}

  static String of(Shape shape, List<ImageSet.Split> splits) {
    MessageDigest digest = sha256();
    digest.update(shape.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (ImageSet.Split split : splits) {
      ByteBuffer labels = ByteBuffer.allocate(Integer.BYTES * split.size());
      labels.asIntBuffer().put(split.labels());
      digest.update(labels);
      digest.update(split.pixels());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
