package io.rookery.spark.ledger;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.lang.reflect.ParameterizedType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** A kind of value that a table can hold, and how Parquet holds it. */
sealed interface ColumnKind {

  /** The column of that name; {@code nullable} ones are optional. */
  Type parquetType(String name, boolean nullable);

  /** Writes one value that is not null. */
  void write(Object value, RecordConsumer out);

  /** The value of a field that is there. */
  Object read(Group group, int field);

  /** The kind for a record component's type. */
  static ColumnKind of(java.lang.reflect.Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return new ListOf((Scalar) of(list.getActualTypeArguments()[0]));
    }
    Scalar scalar = Scalar.BY_TYPE.get(type);
    if (scalar == null) {
      throw new IllegalArgumentException("no column can hold a " + type);
    }
    return scalar;
  }

  /** One value. */
  enum Scalar implements ColumnKind {
    TEXT(BINARY, stringType()) {
      @Override
      public void write(Object value, RecordConsumer out) {
        out.addBinary(Binary.fromString((String) value));
      }

      /** Short ones, as ids and names, stand in thousands of rows: each is one object. */
      @Override
      Object read(Group group, int field, int index) {
        String text = group.getString(field, index);
        return text.length() > LONGEST_NAME ? text : text.intern();
      }
    },
    WHOLE(INT32, null) {
      @Override
      public void write(Object value, RecordConsumer out) {
        out.addInteger((Integer) value);
      }

      @Override
      Object read(Group group, int field, int index) {
        return group.getInteger(field, index);
      }
    },
    LONG(INT64, null) {
      @Override
      public void write(Object value, RecordConsumer out) {
        out.addLong((Long) value);
      }

      @Override
      Object read(Group group, int field, int index) {
        return group.getLong(field, index);
      }
    },
    REAL(DOUBLE, null) {
      @Override
      public void write(Object value, RecordConsumer out) {
        out.addDouble((Double) value);
      }

      @Override
      Object read(Group group, int field, int index) {
        return group.getDouble(field, index);
      }
    },
    INSTANT(INT64, timestampType(true, MICROS)) {
      @Override
      public void write(Object value, RecordConsumer out) {
        out.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
      }

      @Override
      Object read(Group group, int field, int index) {
        return Instant.EPOCH.plus(group.getLong(field, index), ChronoUnit.MICROS);
      }
    },
    OUTCOME(BINARY, stringType()) {
      @Override
      public void write(Object value, RecordConsumer out) {
        out.addBinary(Binary.fromString(((Outcome) value).column()));
      }

      @Override
      Object read(Group group, int field, int index) {
        return Outcome.of(group.getString(field, index));
      }
    };

    private static final int LONGEST_NAME = 40;

    private static final Map<java.lang.reflect.Type, Scalar> BY_TYPE =
        Map.of(
            String.class, TEXT,
            int.class, WHOLE,
            long.class, LONG,
            Long.class, LONG,
            double.class, REAL,
            Double.class, REAL,
            Instant.class, INSTANT,
            Outcome.class, OUTCOME);

    private final PrimitiveTypeName primitive;
    private final @Nullable LogicalTypeAnnotation logical;

    Scalar(PrimitiveTypeName primitive, @Nullable LogicalTypeAnnotation logical) {
      this.primitive = primitive;
      this.logical = logical;
    }

    abstract Object read(Group group, int field, int index);

    @Override
    public Object read(Group group, int field) {
      return read(group, field, 0);
    }

    @Override
    public PrimitiveType parquetType(String name, boolean nullable) {
      Repetition repetition = nullable ? Repetition.OPTIONAL : Repetition.REQUIRED;
      var builder = Types.primitive(primitive, repetition);
      return (logical == null ? builder : builder.as(logical)).named(name);
    }
  }

  /** A list of values, in Parquet's three-level form. */
  record ListOf(Scalar element) implements ColumnKind {

    @Override
    public Type parquetType(String name, boolean nullable) {
      var builder = nullable ? Types.optionalList() : Types.requiredList();
      return builder.element(element.parquetType("element", false)).named(name);
    }

    @Override
    public void write(Object value, RecordConsumer out) {
      List<?> values = (List<?>) value;
      out.startGroup();
      if (!values.isEmpty()) {
        out.startField("list", 0);
        for (Object each : values) {
          out.startGroup();
          out.startField("element", 0);
          element.write(each, out);
          out.endField("element", 0);
          out.endGroup();
        }
        out.endField("list", 0);
      }
      out.endGroup();
    }

    @Override
    public Object read(Group group, int field) {
      Group list = group.getGroup(field, 0);
      int size = list.getFieldRepetitionCount(0);
      List<Object> values = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        values.add(element.read(list.getGroup(0, i), 0));
      }
      return values;
    }
  }
}
