package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Problem;
import io.rookery.nas.Shape;
import io.rookery.nas.Spaces;
import io.rookery.nas.testkit.SearchSpaceKit;
import java.util.List;
import org.junit.jupiter.api.Test;

class NsgaNetMacroTest extends SearchSpaceKit<Genes> {

  private static final Problem CIFAR = new Problem(new Shape(3, 32, 32), 10);

  private final NsgaNetMacro space = new NsgaNetMacro(NsgaNetMacroSettings.defaults(), CIFAR);

  @Override
  protected NsgaNetMacro space() {
    return new NsgaNetMacro(new NsgaNetMacroSettings(3, 4, 8, 3, 0), problem());
  }

  private Architecture network(String text) {
    return space.decode(space.read(text));
  }

  @Test
  void isFoundByItsName() {
    assertThat(Spaces.named("nsga-net-macro")).isInstanceOf(NsgaNetMacroProvider.class);
  }

  @Test
  void aChainOfFourNodesCostsWhatTheClosedFormSays() {
    // One phase: 3x3 entry on 32x32 without padding, four 3x3 nodes on 30x30, BN after each and at
    // the output, then the classifier.
    Architecture chain = network("1-01-001-0 0-00-000-0 0-00-000-1");
    long entry = 3 * 24 * 9;
    long node = 24 * 24 * 9;
    assertThat(chain.parameters()).isEqualTo(entry + 4 * node + 5 * 2 * 24 + 24 * 10 + 10);
    assertThat(chain.multiplyAdds()).isEqualTo((entry + 4 * node) * 30 * 30 + 24 * 10);
    assertThat(chain.depth()).isEqualTo(6);
  }

  @Test
  void aResidualBitAddsTheProjectionOfItsConcatenation() {
    long plain = network("1-01-001-0 0-00-000-0 0-00-000-0").parameters();
    long residual = network("1-01-001-1 0-00-000-0 0-00-000-0").parameters();
    assertThat(residual - plain).isEqualTo(2 * 24 * 24);
  }

  @Test
  void channelsDoubleFromPhaseToPhaseAndImagesHalve() {
    Architecture network = network("1-01-001-0 1-01-001-0 1-01-001-0");
    List<Shape> shapes = network.shapes();
    assertThat(shapes).contains(new Shape(24, 30, 30), new Shape(48, 15, 15), new Shape(96, 7, 7));
  }

  @Test
  void aPhaseWithoutConnectionsIsLeftOutAndTheNextOneTakesItsWidth() {
    Architecture network = network("0-00-000-1 1-01-001-0 0-00-000-0");
    assertThat(network).isEqualTo(network("1-01-001-0 0-00-000-0 0-00-000-0"));
  }

  @Test
  void withoutAnyConnectionTheClassifierReadsTheImage() {
    Architecture network = network("0-00-000-0 0-00-000-0 0-00-000-0");
    assertThat(network.parameters()).isEqualTo(3 * 10 + 10);
  }

  @Test
  void nodesWithoutInputsReadThePhaseInputAndIsolatedOnesAreDropped() {
    // Only 1 -> 3: nodes 2 and 4 are dropped.
    Architecture network = network("0-10-000-0 0-00-000-0 0-00-000-0");
    assertThat(
            network.nodes().stream()
                .filter(node -> node.operation() instanceof Operation.Convolution)
                .count())
        .isEqualTo(3);
  }

  @Test
  void renumberedNodesHaveOneCanonicalForm() {
    // 1 -> 2 -> 3, 1 -> 3 -> 4 and 2 -> 3 -> 4 are each a chain of three.
    List<String> chains =
        List.of("1-01-000-0", "0-10-001-0", "0-01-001-0").stream()
            .map(phase -> space.canonical(space.read(phase + " 0-00-000-0 0-00-000-0")))
            .distinct()
            .toList();
    assertThat(chains).hasSize(1);
    assertThat(space.canonical(space.read("1-01-000-1 0-00-000-0 0-00-000-0")))
        .isNotEqualTo(chains.get(0));
  }

  @Test
  void imagesTooSmallForItsPhasesAreRefusedWithTheReason() {
    NsgaNetMacro deep = new NsgaNetMacro(new NsgaNetMacroSettings(6, 2, 4, 3, 0), CIFAR);
    assertThatThrownBy(() -> deep.decode(deep.read("1-0 1-0 1-0 1-0 1-0 1-0")))
        .isInstanceOf(InvalidArchitecture.class)
        .hasMessageContaining("does not fit");
  }

  @Test
  void settingsOutOfRangeAreRefusedWithTheValue() {
    assertThatThrownBy(() -> new NsgaNetMacroSettings(3, 1, 24, 3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nodes must be in [2, 8]: 1");
  }
}
