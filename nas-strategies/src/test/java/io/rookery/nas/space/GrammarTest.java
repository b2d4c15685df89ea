package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GrammarTest {

  private static final Grammar SMALL =
      Grammar.parse(
          """
          # words, numbers and a choice
          <layer> ::= a:x [n,int,1,3,6] <act> <act>
                    | b:y [r,float,2,0.001,1]   # wide
          <act> ::= act:relu | act:tanh | act:linear
          """);

  @Test
  void readsRulesChoicesBlocksAndComments() {
    assertThat(SMALL.rules().keySet()).containsExactly("layer", "act");
    assertThat(SMALL.productions("layer")).hasSize(2);
    assertThat(SMALL.productions("act")).hasSize(3);
    assertThat(SMALL.blocks("layer", 0)).containsExactly(new Grammar.Block("n", true, 1, 3, 6));
    assertThat(SMALL.blocks("layer", 1))
        .containsExactly(new Grammar.Block("r", false, 2, 0.001, 1));
  }

  @Test
  void mistakesAreErrorsWithTheirLine() {
    assertRefused("<a> ::= x\n<a> ::= y", "line 2: <a> has a rule already");
    assertRefused("<a> ::= x | | y", "line 1: <a> has an empty production");
    assertRefused("\n\nno rule", "line 3: <name> ::= production");
    assertRefused("<a> ::= <b>", "no rule for <b>, which <a> uses");
    assertRefused("<a> ::= <b>\n<b> ::= x <a>", "leads back to itself");
    assertRefused("<a> ::= [n,int,1,3]", "[name,int or float,count,least,most] is wanted");
    assertRefused("<a> ::= [n,int,1,6,3]", "least at most most");
    assertRefused("<a> ::= [n,int,1,0.5,3]", "whole for int");
    assertRefused("<a> ::= [n,int,1,3,6", "cannot read");
    assertRefused("# nothing", "no rule");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> Grammar.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void derivesWordsInOrder() {
    TreeMap<String, List<Unit.Codon>> codons = new TreeMap<>();
    codons.put("layer", List.of(new Unit.Codon(0, List.of(4.0))));
    codons.put("act", List.of(new Unit.Codon(2, List.of()), new Unit.Codon(0, List.of())));
    assertThat(Derivation.words(SMALL, "layer", new Unit(codons)))
        .containsExactly("a:x", "n:4", "act:linear", "act:relu");
  }

  @Test
  void decodingNeverDrawsWhatIsMissing() {
    TreeMap<String, List<Unit.Codon>> codons = new TreeMap<>();
    codons.put("layer", List.of(new Unit.Codon(0, List.of(4.0))));
    Unit unit = new Unit(codons);
    assertThatThrownBy(() -> Derivation.words(SMALL, "layer", unit))
        .hasMessageContaining("a codon for <act> is missing");
    Unit completed = Derivation.completed(SMALL, "layer", unit, new SplittableRandom(1));
    assertThat(Derivation.words(SMALL, "layer", completed)).hasSize(4);
  }

  @Test
  void drawsProductionsAndNumbersEvenly() {
    RandomGenerator random = new SplittableRandom(1);
    long[] productions = new long[2];
    long[] numbers = new long[4];
    int trials = 20_000;
    for (int i = 0; i < trials; i++) {
      Unit.Codon codon = Derivation.drawn(SMALL, "layer", random).codons().get("layer").get(0);
      productions[codon.production()]++;
      if (codon.production() == 0) {
        numbers[codon.numbers().get(0).intValue() - 3]++;
      }
    }
    Chances.assertUniform(productions);
    Chances.assertUniform(numbers);
  }

  /** From production 0: a codon of "layer" or of "act", each half; there numbers twice as often. */
  @Test
  void mutationTakesNumbersTwiceAsOftenAsAnotherProduction() {
    RandomGenerator random = new SplittableRandom(2);
    UnitMutation mutation = new UnitMutation(SMALL, 0.15);
    TreeMap<String, List<Unit.Codon>> codons = new TreeMap<>();
    codons.put("layer", List.of(new Unit.Codon(0, List.of(4.0))));
    codons.put("act", List.of(new Unit.Codon(2, List.of()), new Unit.Codon(0, List.of())));
    Unit parent = new Unit(codons);
    // Another activation; another kind of layer; a redrawn number that differs, or is the same.
    long[] outcomes = new long[4];
    for (int i = 0; i < 24_000; i++) {
      Unit child = mutation.mutated("layer", parent, random);
      Unit.Codon layer = child.codons().get("layer").get(0);
      boolean activation = !child.codons().get("act").equals(parent.codons().get("act"));
      int outcome =
          activation ? 0 : layer.production() == 1 ? 1 : layer.numbers().get(0) != 4 ? 2 : 3;
      outcomes[outcome]++;
    }
    Chances.assertThatCountsFit(outcomes, new double[] {0.5, 1 / 6.0, 0.25, 1 / 12.0});
  }

  @Test
  void aChangedProductionGetsItsNumbersAndUnreachedCodonsStay() {
    RandomGenerator random = new SplittableRandom(3);
    UnitMutation mutation = new UnitMutation(SMALL, 0.15);
    Unit unit = Derivation.drawn(SMALL, "layer", random);
    for (int i = 0; i < 2000; i++) {
      unit = mutation.mutated("layer", unit, random);
      Unit.Codon layer = unit.codons().get("layer").get(0);
      assertThat(layer.numbers()).hasSize(layer.production() == 0 ? 1 : 2);
      assertThat(Derivation.words(SMALL, "layer", unit))
          .isEqualTo(Derivation.words(SMALL, "layer", unit));
    }
    assertThat(unit.codons().get("act")).hasSize(2);
  }

  /** A range over a factor of 1000: the logarithm moves by a normal of 0.15 of its span. */
  @Test
  void realNumbersOfWideRangesMoveInTheirLogarithm() {
    RandomGenerator random = new SplittableRandom(4);
    Grammar grammar = Grammar.parse("<a> ::= [lr,float,1,0.0001,0.1]");
    List<Double> steps = steps(grammar, 0.003, random);
    assertNormal(steps.stream().map(v -> Math.log(v / 0.003) / Math.log(1000)).toList(), 0.15);
  }

  @Test
  void realNumbersOfNarrowRangesMoveInThem() {
    RandomGenerator random = new SplittableRandom(5);
    Grammar grammar = Grammar.parse("<a> ::= [rate,float,1,0,2]");
    List<Double> steps = steps(grammar, 1.0, random);
    assertNormal(steps.stream().map(v -> (v - 1) / 2).toList(), 0.15);
  }

  private static List<Double> steps(Grammar grammar, double from, RandomGenerator random) {
    TreeMap<String, List<Unit.Codon>> codons = new TreeMap<>();
    codons.put("a", List.of(new Unit.Codon(0, List.of(from))));
    Unit parent = new Unit(codons);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Unit child = new UnitMutation(grammar, 0.15).mutated("a", parent, random);
      values.add(child.codons().get("a").get(0).numbers().get(0));
    }
    return values;
  }

  /** Counts in the quarters of the normal distribution. */
  private static void assertNormal(List<Double> values, double deviation) {
    double quartile = 0.6744897501960817 * deviation;
    long[] counts = new long[4];
    for (double value : values) {
      counts[value < -quartile ? 0 : value < 0 ? 1 : value < quartile ? 2 : 3]++;
    }
    Chances.assertUniform(counts);
  }

  /** Convolutions and poolings twice as often as dropout and batch norm. */
  @Test
  void theShippedGrammarDrawsLayersTwoToTwoToOneToOne() {
    Grammar grammar = Grammar.parse(DenserProvider.shipped());
    RandomGenerator random = new SplittableRandom(6);
    long[] counts = new long[4];
    for (int i = 0; i < 20_000; i++) {
      Unit unit = Derivation.drawn(grammar, "features", random);
      String layer = Derivation.words(grammar, "features", unit).get(0);
      counts[List.of("layer:conv", "layer:dropout", "layer:batch-norm").indexOf(layer) + 1]++;
    }
    Chances.assertThatCountsFit(counts, new double[] {2 / 6.0, 2 / 6.0, 1 / 6.0, 1 / 6.0});
  }
}
