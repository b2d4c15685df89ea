package io.rookery.spark.track;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * TensorBoard's event file: records of a length, its checksum, a protocol buffer {@code Event} and
 * its checksum, as TensorFlow's record_writer.h and event.proto define them. Only what a scalar
 * needs of both is written, by hand: three fields do not need a library.
 */
final class EventFile implements AutoCloseable {

  private static final int CRC_MASK = 0xa282ead8;

  private final OutputStream out;

  EventFile(OutputStream out, double seconds) throws IOException {
    this.out = out;
    byte[] version = "brain.Event:2".getBytes(StandardCharsets.UTF_8);
    ByteBuffer event = buffer(11 + version.length);
    wallTime(event, seconds);
    bytes(event, 3, version);
    record(event);
  }

  /**
   * A point of a curve.
   *
   * @param tag name of the curve
   * @param step TensorBoard's abscissa
   * @param seconds since the epoch of Unix
   */
  void scalar(String tag, long step, double value, double seconds) throws IOException {
    byte[] name = tag.getBytes(StandardCharsets.UTF_8);
    ByteBuffer point = buffer(name.length + 16);
    bytes(point, 1, name);
    point.put((byte) (2 << 3 | 5)).putFloat((float) value);
    ByteBuffer summary = buffer(point.position() + 8);
    bytes(summary, 1, written(point));
    ByteBuffer event = buffer(summary.position() + 40);
    wallTime(event, seconds);
    event.put((byte) (2 << 3));
    varint(event, step);
    bytes(event, 5, written(summary));
    record(event);
    out.flush();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size + 8).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void wallTime(ByteBuffer into, double seconds) {
    into.put((byte) (1 << 3 | 1)).putDouble(seconds);
  }

  private static void bytes(ByteBuffer into, int field, byte[] bytes) {
    into.put((byte) (field << 3 | 2));
    varint(into, bytes.length);
    into.put(bytes);
  }

  private static void varint(ByteBuffer into, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      into.put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    into.put((byte) rest);
  }

  private static byte[] written(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }

  private void record(ByteBuffer event) throws IOException {
    byte[] body = written(event);
    ByteBuffer length = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(body.length);
    length.putInt(masked(length.array(), 8));
    out.write(length.array());
    out.write(body);
    out.write(
        ByteBuffer.allocate(4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(masked(body, body.length))
            .array());
  }

  private static int masked(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return Integer.rotateRight((int) checksum.getValue(), 15) + CRC_MASK;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
