package io.rookery.spark.ml;

import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.types.StructField;

/** What a label column's metadata says of its classes, as StringIndexer writes it. */
final class ClassNames {

  private ClassNames() {}

  /** The names in the order of the labels; empty where the column names none. */
  static List<String> of(StructField label) {
    Attribute attribute = Attribute.fromStructField(label);
    if (attribute instanceof NominalAttribute nominal) {
      if (nominal.values().isDefined()) {
        return List.of((String[]) nominal.values().get());
      }
      if (nominal.numValues().isDefined()) {
        int count = (Integer) nominal.numValues().get();
        return java.util.stream.IntStream.range(0, count).mapToObj(Integer::toString).toList();
      }
    }
    return List.of();
  }
}
