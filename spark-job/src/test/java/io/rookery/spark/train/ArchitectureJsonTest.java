package io.rookery.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Optimizer;
import io.rookery.nas.Recipe;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureJsonTest {

  private static final String CONVOLUTION =
      """
      {"input":[4,7,6],"nodes":[{"op":"convolution","filters":4,"kernel":[3,3],"stride":[1,1],\
      "padding":[1,1,1,1],"dilation":1,"groups":1,"bias":false,"inputs":[-1]},\
      {"op":"identity","inputs":[0]},\
      {"op":"dense","units":3,"bias":true,"inputs":[1]}]}""";

  static List<Operation> operations() {
    return Operations.all();
  }

  static List<Optimizer> optimizers() {
    return List.of(
        new Optimizer.Sgd(0.9, 0.1, true),
        new Optimizer.RmsProp(0.95),
        new Optimizer.Adam(0.9, 0.999));
  }

  @Test
  void the_list_of_operations_has_every_kind() {
    Set<Class<?>> kinds =
        operations().stream().map(Object::getClass).collect(Collectors.toUnmodifiableSet());
    assertThat(kinds).containsExactlyInAnyOrder(Operation.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void what_was_written_is_read_back(Operation operation) {
    Architecture architecture = Operations.network(operation, null);
    String json = ArchitectureJson.write(architecture);
    assertThat(ArchitectureJson.read(json)).isEqualTo(architecture);
    assertThat(ArchitectureJson.write(ArchitectureJson.read(json))).isEqualTo(json);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void recipes_are_read_back(Optimizer optimizer) {
    Recipe recipe = new Recipe(optimizer, 0.1, 3e-4, 64, 10, 1e-5);
    Architecture architecture = Operations.network(new Operation.Identity(), recipe);
    assertThat(ArchitectureJson.read(ArchitectureJson.write(architecture))).isEqualTo(architecture);
  }

  @Test
  void the_text_is_the_documented_one() {
    Architecture architecture = Operations.network(new Operation.Identity(), null);
    assertThat(ArchitectureJson.write(architecture)).isEqualTo(CONVOLUTION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          "filters":4|"filters":0|filters must be at least 1
          "filters":4|"filters":4.5|node 0: "filters" must be a whole number
          "filters":4|"filters":99999999999|node 0: "filters" must be a whole number
          "filters":4|"filter":4|node 0: "filters" is missing
          "filters":4|"filters":4,"more":1|node 0: unknown field "more"
          "filters":4|"filters":4,"filters":4|not JSON: Duplicate field 'filters'
          "kernel":[3,3]|"kernel":[3]|node 0: "kernel" must have 2 numbers, found 1
          "inputs":[-1]|"inputs":[1]|reads node 1, which does not come before it
          "op":"identity"|"op":"magic"|node 1: unknown operation
          "bias":true|"bias":"yes"|node 2: "bias" must be true or false
          "inputs":[0]}|"inputs":[0]},7|node 2 must be a JSON object
          [4,7,6]|[4,-7,6]|a shape must be at least 1 in every dimension
          """)
  void what_is_wrong_is_named(String good, String bad, String message) {
    assertThat(CONVOLUTION).contains(good);
    String broken = CONVOLUTION.replaceFirst(java.util.regex.Pattern.quote(good), bad);
    assertThatThrownBy(() -> ArchitectureJson.read(broken))
        .isInstanceOf(InvalidArchitecture.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {"[]", "null", "{", "{}", "{} {}", "''", "[[[["})
  void no_other_text_is_an_architecture(String text) {
    assertThatThrownBy(() -> ArchitectureJson.read(text)).isInstanceOf(InvalidArchitecture.class);
  }

  @Test
  void a_text_beyond_the_bounds_is_refused() {
    String longText = " ".repeat(ArchitectureJson.MAX_LENGTH) + CONVOLUTION;
    assertThatThrownBy(() -> ArchitectureJson.read(longText))
        .isInstanceOf(InvalidArchitecture.class)
        .hasMessageContaining("at most");
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThatThrownBy(() -> ArchitectureJson.read(deep)).isInstanceOf(InvalidArchitecture.class);
  }
}
