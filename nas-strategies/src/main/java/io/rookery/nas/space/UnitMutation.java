package io.rookery.nas.space;

import io.rookery.nas.space.Grammar.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Mutation of dynamic structured grammatical evolution, as Fast-DENSER does it: one codon, drawn by
 * its non-terminal; another production, or, twice as often where it has both, another number.
 *
 * <p>Two things are otherwise than in the published code. It adds to a real number a normal one of
 * standard deviation 0.15, whatever its range, so that a learning rate in [1e-4, 0.1] nearly always
 * ends at a bound; here the deviation is this share of the range, or, where the range spans a
 * factor of ten or more, of its logarithm. And it loses numbers of a codon whose production has
 * changed; here that codon gets those of its new production.
 */
record UnitMutation(Grammar grammar, double deviation) {

  private static final double WIDE = 10;

  Unit mutated(String start, Unit unit, RandomGenerator random) {
    List<String> names = List.copyOf(unit.codons().keySet());
    String name = Draws.one(names, random);
    List<Unit.Codon> codons = unit.codons().getOrDefault(name, List.of());
    int index = random.nextInt(codons.size());
    Unit.Codon codon = codons.get(index);
    int productions = grammar.productions(name).size();
    int chances = (productions > 1 ? 1 : 0) + (codon.numbers().isEmpty() ? 0 : 2);
    if (chances == 0) {
      return unit;
    }
    boolean production = productions > 1 && random.nextInt(chances) == 0;
    Unit.Codon changed =
        production ? otherProduction(name, codon, random) : otherNumber(name, codon, random);
    return Derivation.completed(grammar, start, unit.with(name, index, changed), random);
  }

  private Unit.Codon otherProduction(String name, Unit.Codon codon, RandomGenerator random) {
    int other = random.nextInt(grammar.productions(name).size() - 1);
    return Derivation.codon(grammar, name, other < codon.production() ? other : other + 1, random);
  }

  private Unit.Codon otherNumber(String name, Unit.Codon codon, RandomGenerator random) {
    List<Block> blocks = grammar.blocks(name, codon.production());
    Block chosen = Draws.one(blocks, random);
    int from = 0;
    for (Block block : blocks.subList(0, blocks.indexOf(chosen))) {
      from += block.count();
    }
    int index = from + random.nextInt(chosen.count());
    List<Double> numbers = new ArrayList<>(codon.numbers());
    numbers.set(
        index,
        chosen.integer()
            ? Derivation.number(chosen, random)
            : near(codon.numbers().get(index), chosen, random));
    return new Unit.Codon(codon.production(), numbers);
  }

  private double near(double value, Block block, RandomGenerator random) {
    double step = random.nextGaussian() * deviation;
    boolean wide = block.least() > 0 && block.most() >= WIDE * block.least();
    double moved =
        wide
            ? value * Math.pow(block.most() / block.least(), step)
            : value + step * (block.most() - block.least());
    return Math.min(block.most(), Math.max(block.least(), moved));
  }
}
