package io.rookery.spark.ml;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Checks of schemas; every message names the column, what was asked and what was found. */
final class Schemas {

  private Schemas() {}

  static StructField field(StructType schema, String name) {
    return Arrays.stream(schema.fields())
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no column '%s'; found %s"
                        .formatted(name, Arrays.toString(schema.fieldNames()))));
  }

  static DataType type(StructType schema, String name) {
    return field(schema, name).dataType();
  }

  static void requireNumber(StructType schema, String name) {
    DataType type = type(schema, name);
    if (!(type instanceof NumericType)) {
      throw new IllegalArgumentException(
          "column '%s' must be a number, the class from 0 on, found %s; StringIndexer makes numbers of names"
              .formatted(name, type.simpleString()));
    }
  }

  /** The schema with one more column; the same where the name is empty. */
  static StructType with(StructType schema, String name, DataType type) {
    if (name.isEmpty()) {
      return schema;
    }
    if (Arrays.asList(schema.fieldNames()).contains(name)) {
      throw new IllegalArgumentException(
          "there is a column '%s' already; give the output another name".formatted(name));
    }
    return schema.add(name, type, false);
  }
}
