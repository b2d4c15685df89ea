package io.rookery.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

  private static final String HEADER =
      """
      {"b":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},\
      "a":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""";

  private static Map<String, Tensor> read(byte[] file) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(file), file.length);
  }

  private static byte[] file(String header, float... values) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + json.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    for (float value : values) {
      file.putFloat(value);
    }
    return file.array();
  }

  @Test
  void what_was_written_is_read_back_in_its_order() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    float[] many = new float[100_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = (float) Math.sin(i);
    }
    tensors.put("z", new Tensor(List.of(100, 1000), many));
    tensors.put("empty", new Tensor(List.of(0), new float[0]));
    tensors.put("a", new Tensor(List.of(), new float[] {Float.NaN}));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(tensors, out);
    Map<String, Tensor> back = read(out.toByteArray());
    assertThat(back.keySet()).containsExactly("z", "empty", "a");
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      assertThat(back.get(tensor.getKey()).shape()).isEqualTo(tensor.getValue().shape());
      assertThat(back.get(tensor.getKey()).values()).isEqualTo(tensor.getValue().values());
    }
    assertThat(ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8)
        .isZero();
  }

  @Test
  void a_file_of_the_documented_layout_is_read() throws IOException {
    Map<String, Tensor> tensors = read(file(HEADER, 1, 2, 3));
    assertThat(tensors.get("b").shape()).containsExactly(2, 1);
    assertThat(tensors.get("b").values()).containsExactly(1, 2);
    assertThat(tensors.get("a").values()).containsExactly(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "nonsense",
        "{\"b\":1}",
        "{\"b\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,12]}}",
        "{\"b\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[4,16]}}",
        "{\"b\":{\"dtype\":\"F32\",\"shape\":[-3],\"data_offsets\":[0,-12]}}",
        "{\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"b\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
        "{\"b\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,4],\"data_offsets\":[0,16]}}"
      })
  void what_does_not_fit_the_file_is_refused(String header) {
    assertThatThrownBy(() -> read(file(header, 1, 2, 3))).isInstanceOf(IOException.class);
  }

  @Test
  void a_file_cut_short_is_refused_at_any_length() {
    byte[] whole = file(HEADER, 1, 2, 3);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut)).as("%d bytes", length).isInstanceOf(IOException.class);
    }
  }
}
