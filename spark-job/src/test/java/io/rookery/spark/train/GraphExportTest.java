package io.rookery.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rookery.nas.Architecture;
import io.rookery.nas.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphExportTest {

  @Test
  void the_nodes_shapes_and_costs_add_up() throws IOException {
    Architecture architecture = Operations.network(new Operation.SqueezeExcite(3), null);
    ModelFiles files =
        ModelFiles.of("test", TrainedModel.untrained(architecture), ModelExports.named("graph"));
    assertThat(files.files()).containsOnlyKeys("graph.json", "graph.svg");
    assertThat(new String(files.file("graph.svg"), StandardCharsets.UTF_8))
        .startsWith("<svg")
        .contains("squeeze");
    JsonNode json = new ObjectMapper().readTree(files.file("graph.json"));
    assertThat(json.get("input").toString()).isEqualTo("[4,7,6]");
    assertThat(json.get("nodes")).hasSize(3);
    JsonNode second = json.get("nodes").get(1);
    assertThat(second.get("op").asText()).isEqualTo("squeeze-excite");
    assertThat(second.get("node").asInt()).isEqualTo(1);
    assertThat(second.get("inputs").toString()).isEqualTo("[0]");
    assertThat(second.get("shape").toString()).isEqualTo("[4,7,6]");
    // Two layers between 4 channels and 3 units, with bias.
    assertThat(second.get("parameters").asLong()).isEqualTo(4 * 3 + 3 + 3 * 4 + 4);
    for (String cost : List.of("parameters", "multiplyAdds")) {
      long sum = 0;
      for (JsonNode node : json.get("nodes")) {
        sum += node.get(cost).asLong();
      }
      assertThat(json.get(cost).asLong()).isEqualTo(sum);
    }
    assertThat(json.get("parameters").asLong()).isEqualTo(architecture.parameters());
    assertThat(json.get("classes").asInt()).isEqualTo(3);
  }
}
