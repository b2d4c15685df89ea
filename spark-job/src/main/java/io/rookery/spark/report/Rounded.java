package io.rookery.spark.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import org.jspecify.annotations.Nullable;

/** Numbers as short as a picture needs them; what is not finite is null, for JSON has no word. */
final class Rounded {

  private Rounded() {}

  /** Two decimals: a fitness in percent, an epoch. */
  static JsonNode of(@Nullable Double value) {
    return of(value, 100);
  }

  /** Three decimals: seconds. */
  static JsonNode seconds(double value) {
    return of(value, 1000);
  }

  private static JsonNode of(@Nullable Double value, double scale) {
    if (value == null || !Double.isFinite(value)) {
      return NullNode.getInstance();
    }
    double rounded = Math.rint(value * scale) / scale;
    boolean whole = rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15;
    return whole ? LongNode.valueOf((long) rounded) : DoubleNode.valueOf(rounded);
  }
}
