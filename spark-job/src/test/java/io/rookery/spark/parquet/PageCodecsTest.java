package io.rookery.spark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interruption does not end what Parquet does at a short page: another thread waits for it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PageCodecsTest {

  private static final byte[] PAGE = "a page of a few bytes".getBytes(StandardCharsets.UTF_8);

  private final PageCodecs codecs = new PageCodecs(new Configuration());

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void aWholePageIsRead(CompressionCodecName name) throws IOException {
    byte[] compressed = compressed(name);
    BytesInput page = codecs.getDecompressor(name).decompress(in(compressed), PAGE.length);
    assertThat(page.toByteArray()).isEqualTo(PAGE);
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void aWholePageIsReadIntoABuffer(CompressionCodecName name) throws IOException {
    byte[] compressed = compressed(name);
    ByteBuffer to = ByteBuffer.allocate(PAGE.length);
    codecs
        .getDecompressor(name)
        .decompress(ByteBuffer.wrap(compressed), compressed.length, to, PAGE.length);
    assertThat(to.array()).isEqualTo(PAGE);
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void aPageThatIsShorterThanItsHeaderSaysIsRefused(CompressionCodecName name) throws IOException {
    byte[] compressed = compressed(name);
    assertThatThrownBy(
            () -> codecs.getDecompressor(name).decompress(in(compressed), PAGE.length + 1))
        .isInstanceOf(IOException.class);
  }

  private byte[] compressed(CompressionCodecName name) throws IOException {
    return codecs.getCompressor(name).compress(BytesInput.from(PAGE)).toByteArray();
  }

  private static BytesInput in(byte[] bytes) {
    return BytesInput.from(bytes);
  }
}
