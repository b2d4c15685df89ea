package io.rookery.spark.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Parquet's codecs, but for pages shorter than their header says: Parquet 1.13, of Spark 3.5, waits
 * for ever for the rest of a page that was written with Snappy or LZ4.
 */
final class PageCodecs extends CodecFactory {

  PageCodecs(Configuration hadoop) {
    super(hadoop, ParquetWriter.DEFAULT_PAGE_SIZE);
  }

  @Override
  protected BytesDecompressor createDecompressor(CompressionCodecName name) {
    CompressionCodec codec = getCodec(name);
    return codec == null ? super.createDecompressor(name) : new Whole(codec);
  }

  /** Reads what was promised, or fails. */
  private static final class Whole extends BytesDecompressor {

    private final CompressionCodec codec;

    Whole(CompressionCodec codec) {
      this.codec = codec;
    }

    @Override
    public BytesInput decompress(BytesInput page, int size) throws IOException {
      return BytesInput.from(bytes(page.toInputStream(), size));
    }

    @Override
    public void decompress(ByteBuffer page, int length, ByteBuffer to, int size)
        throws IOException {
      ByteBuffer own = page.slice();
      own.limit(length);
      to.put(decompress(BytesInput.from(own), size).toByteArray());
      page.position(page.position() + length);
    }

    private byte[] bytes(InputStream page, int size) throws IOException {
      byte[] bytes = new byte[size];
      try (InputStream in = codec.createInputStream(page)) {
        for (int at = 0; at < size; ) {
          int read = in.read(bytes, at, size - at);
          if (read <= 0) {
            throw new EOFException("a page ends after %d of %d bytes".formatted(at, size));
          }
          at += read;
        }
      }
      return bytes;
    }

    @Override
    public void release() {}
  }
}
