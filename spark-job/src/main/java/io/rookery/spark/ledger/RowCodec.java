package io.rookery.spark.ledger;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table to Parquet and back: one column a record component, named in snake case, {@code
 * optional} where the component is {@link Nullable}.
 */
final class RowCodec<R extends LedgerRow> {

  private final Constructor<R> constructor;
  private final List<Column> columns;
  private final MessageType schema;

  RowCodec(Class<R> type, String table) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException("not a record: " + type, e);
    }
    columns = Arrays.stream(components).map(Column::of).toList();
    Types.MessageTypeBuilder builder = Types.buildMessage();
    columns.forEach(c -> builder.addField(c.parquetType()));
    schema = builder.named(table);
  }

  MessageType schema() {
    return schema;
  }

  void write(R row, RecordConsumer out) {
    out.startMessage();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Object value = column.of(row);
      if (value != null) {
        out.startField(column.name(), i);
        column.kind().write(value, out);
        out.endField(column.name(), i);
      }
    }
    out.endMessage();
  }

  /**
   * The row that a group holds.
   *
   * @throws IllegalArgumentException if a column is missing, has another type, or holds what no row
   *     can
   */
  R read(Group group) {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).read(group);
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException("no row of " + schema.getName() + ": " + cause, cause);
    }
  }

  /** Whether a file of this schema can be read. */
  boolean reads(GroupType found) {
    return columns.stream()
        .allMatch(
            c -> found.containsField(c.name()) && found.getType(c.name()).equals(c.parquetType()));
  }

  private record Column(String name, RecordComponent component, ColumnKind kind, boolean nullable) {

    static Column of(RecordComponent component) {
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      return new Column(
          snakeCase(component.getName()),
          component,
          ColumnKind.of(component.getGenericType()),
          nullable);
    }

    org.apache.parquet.schema.Type parquetType() {
      return kind.parquetType(name, nullable);
    }

    @Nullable Object of(LedgerRow row) {
      try {
        return component.getAccessor().invoke(row);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's accessor failed: " + component, e);
      }
    }

    @Nullable Object read(Group group) {
      int index = group.getType().getFieldIndex(name);
      return group.getFieldRepetitionCount(index) == 0 ? null : kind.read(group, index);
    }
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
