package io.rookery.spark.ledger;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;

/** Parquet files in memory: a table's files are small, and are written and read whole. */
final class Bytes {

  private Bytes() {}

  /** What a Parquet writer fills. */
  static final class Sink extends PositionOutputStream implements OutputFile {

    private final long start;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /**
     * A sink for what will stand in a file from a position on: the positions in it are the file's.
     */
    Sink(long start) {
      this.start = start;
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }

    @Override
    public long getPos() {
      return start + bytes.size();
    }

    @Override
    public void write(int b) {
      bytes.write(b);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes.write(from, offset, length);
    }

    @Override
    public PositionOutputStream create(long blockSize) {
      return this;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return this;
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  /** What a Parquet reader reads. */
  record Source(byte[] bytes) implements InputFile {

    @Override
    public long getLength() {
      return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
      return new Stream(ByteBuffer.wrap(bytes));
    }

    /** Stands in Parquet's messages where a file's name would. */
    @Override
    public String toString() {
      return "a file of %d bytes".formatted(bytes.length);
    }
  }

  private static final class Stream extends SeekableInputStream {

    private final ByteBuffer bytes;

    Stream(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public long getPos() {
      return bytes.position();
    }

    @Override
    public void seek(long position) throws IOException {
      if (position < 0 || position > bytes.limit()) {
        throw new EOFException("position %d of %d".formatted(position, bytes.limit()));
      }
      bytes.position((int) position);
    }

    @Override
    public int read() {
      return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
      int count = Math.min(length, bytes.remaining());
      bytes.get(to, offset, count);
      return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public void readFully(byte[] to) throws IOException {
      readFully(to, 0, to.length);
    }

    @Override
    public void readFully(byte[] to, int offset, int length) throws IOException {
      need(length);
      bytes.get(to, offset, length);
    }

    @Override
    public int read(ByteBuffer to) {
      int count = Math.min(to.remaining(), bytes.remaining());
      to.put(bytes.slice().limit(count));
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public void readFully(ByteBuffer to) throws IOException {
      need(to.remaining());
      read(to);
    }

    private void need(int length) throws EOFException {
      if (length > bytes.remaining()) {
        throw new EOFException("%d bytes of %d".formatted(length, bytes.remaining()));
      }
    }
  }
}
