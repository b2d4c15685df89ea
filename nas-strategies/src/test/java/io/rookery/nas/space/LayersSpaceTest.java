package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Optimizer;
import io.rookery.nas.Recipe;
import io.rookery.nas.Shape;
import io.rookery.nas.testkit.SearchSpaceKit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayersSpaceTest extends SearchSpaceKit<LayerGenome> {

  @Override
  protected LayersSpace space() {
    return new LayersSpace(LayersSettings.defaults(), problem());
  }

  private LayersSpace space(String... lines) {
    return new LayersSpace(new LayersSettings(List.of(lines), 0), problem());
  }

  private Architecture only(String... lines) {
    LayersSpace space = space(lines);
    return space.decode(space.sample(new SplittableRandom(1)));
  }

  @Test
  void layersCostTheirClosedForms() {
    assertThat(only("conv filters=8; global").parameters()).isEqualTo(8 * 9 + 16 + 80 + 10);
    assertThat(only("conv filters=8 norm=false kernel=1x7; global").parameters())
        .isEqualTo(8 * 7 + 8 + 90);
    assertThat(only("conv filters=8; conv filters=16 separable=true; global").parameters())
        .isEqualTo(8 * 9 + 16 + 8 * 9 + 8 * 16 + 32 + 170);
    assertThat(only("conv filters=8; conv filters=x2 groups=4 stride=2; global").multiplyAdds())
        .isEqualTo(8 * 9 * 784 + 16 * 2 * 9 * 196 + 160);
    assertThat(only("conv filters=8; squeeze ratio=4; global").parameters())
        .isEqualTo(8 * 9 + 16 + 2 * 8 * 2 + 2 + 8 + 90);
    assertThat(only("pool size=4; dense units=20 dropout=0.5").parameters())
        .isEqualTo(20 * 49 + 20 + 210);
    assertThat(only("conv filters=8; reduce filters=x2; global").parameters())
        .isEqualTo(8 * 9 + 16 + 2 * 8 * 8 + 32 + 170);
  }

  @Test
  void aSumProjectsItsShortcutWhereShapesDiffer() {
    Architecture same = only("conv filters=8", "skip { conv filters=same }", "global");
    Architecture other = only("conv filters=8", "skip { conv filters=16 stride=2 }", "global");
    assertThat(same.parameters()).isEqualTo(8 * 9 + 16 + 8 * 8 * 9 + 16 + 90);
    assertThat(other.parameters()).isEqualTo(8 * 9 + 16 + 16 * 8 * 9 + 32 + (8 * 16 + 32) + 170);
    assertThat(other.shapes()).contains(new Shape(16, 14, 14));
  }

  @Test
  void aConcatenationBringsItsShortcutToTheSize() {
    Architecture network =
        only("conv filters=8", "skip concat { conv filters=4; pool size=3 }", "global");
    assertThat(network.shapes()).contains(new Shape(12, 10, 10));
  }

  @Test
  void repetitionsChooseForThemselvesOrShare() {
    LayersSpace own = space("repeat 3 { conv filters=4|8 }", "global");
    LayersSpace shared = space("repeat 3 shared { conv filters=4|8 }", "global");
    RandomGenerator random = new SplittableRandom(1);
    assertThat(own.write(own.sample(random)).split(" ", -1)).hasSize(3);
    assertThat(shared.write(shared.sample(random)).split(" ", -1)).hasSize(1);
    Set<Integer> widths = new HashSet<>();
    shared
        .decode(shared.sample(random))
        .nodes()
        .forEach(
            node -> {
              if (node.operation() instanceof Operation.Convolution c) {
                widths.add(c.filters());
              }
            });
    assertThat(widths).hasSize(1);
  }

  @Test
  void choicesInAlternativesNotTakenDoNotMakeAnotherNetwork() {
    LayersSpace space = space("choose { global or dense units=10|20 }");
    String one = "choose1=0 dense1.units=10";
    String other = "choose1=0 dense1.units=20";
    assertThat(space.canonical(space.read(one)))
        .isEqualTo("choose1=0")
        .isEqualTo(space.canonical(space.read(other)));
    assertThat(space.decode(space.read(one))).isEqualTo(space.decode(space.read(other)));
  }

  @Test
  void drawsChoicesRangesAndStepsEvenly() {
    LayersSpace space =
        space("repeat 0..3 { conv filters=8|16 }", "dense units=16..64:16", "dropout rate=0..0.5");
    RandomGenerator random = new SplittableRandom(2);
    long[] times = new long[4];
    long[] units = new long[4];
    long[] rates = new long[5];
    for (int i = 0; i < 20_000; i++) {
      List<String> values = space.sample(random).values();
      times[Integer.parseInt(values.get(0))]++;
      units[Integer.parseInt(values.get(4)) / 16 - 1]++;
      rates[(int) (Double.parseDouble(values.get(5)) * 10)]++;
    }
    Chances.assertUniform(times);
    Chances.assertUniform(units);
    Chances.assertUniform(rates);
  }

  /** Two choices count: none drawn 1/4, each alone 1/4, both 1/4; where none was, one changes. */
  @Test
  void mutationChangesAtLeastOneChoiceThatCounts() {
    LayersSpace space = space("choose { conv filters=4|8 kernel=3|5 or dense units=9|10 }");
    LayerGenome parent = space.read("choose1=0 conv1.filters=4 conv1.kernel=3 dense1.units=9");
    RandomGenerator random = new SplittableRandom(3);
    long[] changes = new long[4];
    for (int i = 0; i < 27_000; i++) {
      LayerGenome child = space.mutate(parent, random);
      assertThat(child.values().get(3)).isEqualTo("9");
      int count =
          (int)
              IntStream.range(0, 3)
                  .filter(g -> !child.values().get(g).equals(parent.values().get(g)))
                  .count();
      changes[count]++;
    }
    // Three that count, each drawn with 1/3: one change where one or none was drawn.
    Chances.assertThatCountsFit(changes, new double[] {0, 20 / 27.0, 6 / 27.0, 1 / 27.0});
  }

  @Test
  void neighboursAreOneStepAway() {
    LayersSpace space = space("conv filters=8..24:8 kernel=3|5|7", "dropout rate=0..0.5", "global");
    LayerGenome genome = space.read("conv1.filters=8 conv1.kernel=5 dropout1.rate=0.25");
    assertThat(space.neighbours(genome))
        .extracting(space::write)
        .containsExactly(
            "conv1.filters=16 conv1.kernel=5 dropout1.rate=0.25",
            "conv1.filters=8 conv1.kernel=3 dropout1.rate=0.25",
            "conv1.filters=8 conv1.kernel=7 dropout1.rate=0.25");
  }

  @Test
  void crossoverExchangesEachChoiceEvenly() {
    LayersSpace space = space("conv filters=4|8 kernel=3|5", "global");
    LayerGenome first = space.read("conv1.filters=4 conv1.kernel=3");
    LayerGenome second = space.read("conv1.filters=8 conv1.kernel=5");
    RandomGenerator random = new SplittableRandom(4);
    long[] patterns = new long[4];
    for (int i = 0; i < 20_000; i++) {
      List<String> child = space.crossOver(first, second, random).get(0).values();
      patterns[(child.get(0).equals("8") ? 2 : 0) + (child.get(1).equals("5") ? 1 : 0)]++;
    }
    Chances.assertUniform(patterns);
  }

  @Test
  void trainingCanBeChosenToo() {
    LayersSpace space = space("train optimizer=adam rate=log(0.0001..0.01) batch=32|64", "global");
    assertThat(space.decode(space.read("train1.rate=0.001 train1.batch=64")).recipe())
        .hasValue(new Recipe(new Optimizer.Adam(0.9, 0.999), 0.001, 0, 64, 0));
  }

  @Test
  void aSpaceWithoutChoicesHasOneGenome() {
    LayersSpace space = space("global");
    LayerGenome genome = space.sample(new SplittableRandom(1));
    assertThat(space.read(space.write(genome))).isEqualTo(genome);
    assertThat(space.mutate(genome, new SplittableRandom(1))).isEqualTo(genome);
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheReason() {
    LayersSpace space = space("repeat 1..6 { pool padding=valid size=2 }");
    assertThatThrownBy(() -> space.decode(space.read("repeat1=6")))
        .isInstanceOf(InvalidArchitecture.class)
        .hasMessageContaining("does not fit");
  }

  @Test
  void mistakesInTheNotationNameTheElementAndWhatThereIs() {
    assertRefused("element 1: no layer is named 'convolution'; there are conv,", "convolution");
    assertRefused(
        "element 2: conv has no option 'filter'; it has filters,", "global", "conv filter=3");
    assertRefused("element 1: filters of conv must be an integer from 1", "conv");
    assertRefused("must be one of [max, mean]: median", "pool kind=max|median");
    assertRefused("element 1: its closing brace is missing", "repeat 2 {", "global");
    assertRefused("element 1: '}' belongs to no block", "}");
    assertRefused("element 1: a block in braces must follow", "repeat 2", "global");
    assertRefused("'or' stands in choose", "skip { global or dense units=3 }");
    assertRefused("train stands once", "repeat 2 { train rate=0.1 }");
    assertRefused("train stands once", "train rate=0.1; train rate=0.2");
    assertRefused("wanted option=value", "conv 16");
    assertRefused("a range ascends", "conv filters=64..16");
    assertRefused("wanted skip sum|concat|none", "skip product { global }");
    assertRefused("at least one layer", " ");
    assertRefused("found '1|2..3'", "conv filters=1|2..3");
  }

  private static void assertRefused(String message, String... lines) {
    assertThatThrownBy(() -> new LayersSettings(List.of(lines), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void moreChoicesThanAnybodyMeansAreRefused() {
    assertThatThrownBy(
            () -> space("repeat 100 { repeat 100 { conv filters=2|4 kernel=3|5 } }", "global"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 10000 choices");
  }
}
