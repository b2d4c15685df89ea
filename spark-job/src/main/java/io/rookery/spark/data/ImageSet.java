package io.rookery.spark.data;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import io.rookery.nas.Problem;
import io.rookery.nas.Shape;
import java.io.Serializable;
import java.util.List;

/**
 * A whole data set in memory, as it is broadcast.
 *
 * @param name of the set, for people
 * @param fingerprint SHA-256 over shape, labels and pixels, in hexadecimal: equal sets have equal
 *     ones
 * @param shape of every image
 * @param classes names of the classes, in the order of their labels
 * @param train what networks learn from
 * @param valid what fitness is measured on
 * @param test used once, for the winner
 */
// Kryo, which a session may serialize with, cannot make records.
@DefaultSerializer(JavaSerializer.class)
public record ImageSet(
    String name,
    String fingerprint,
    Shape shape,
    List<String> classes,
    Split train,
    Split valid,
    Split test)
    implements Serializable {

  public ImageSet {
    classes = List.copyOf(classes);
    for (Split split : List.of(train, valid, test)) {
      if (split.pixels().length != shape.size() * split.size()) {
        throw new IllegalArgumentException(
            "%d images of %s cannot have %d bytes of pixels"
                .formatted(split.size(), shape, split.pixels().length));
      }
    }
  }

  /** What the networks shall learn. */
  public Problem problem() {
    return new Problem(shape, classes.size());
  }

  /**
   * Images and labels of one split. The arrays are shared, not copied: nobody writes to them.
   *
   * @param pixels unsigned bytes, (image, channel, row, column), channels red, green, blue where
   *     there are three
   * @param labels from 0, one an image
   */
  public record Split(byte[] pixels, int[] labels) implements Serializable {

    public int size() {
      return labels.length;
    }
  }
}
