package io.rookery.nas.space;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * DENSER (Assunção et al., GPEM 2019, arXiv 1801.01563) with the operators of Fast-DENSER (Assunção
 * et al. 2019, arXiv 1905.02969): an outer list of layers in modules, an inner derivation of each
 * layer in a grammar, and the training.
 *
 * <p>Text form: modules and training separated by spaces, see {@link DenserText}.
 */
final class Denser implements SearchSpace<DenserGenome> {

  private final DenserSettings settings;
  private final Problem problem;
  private final Grammar grammar;
  private final List<ModuleRule> rules;
  private final DenserVariation variation;

  /**
   * The space.
   *
   * @throws IllegalArgumentException if the grammar lacks a symbol or uses words without a meaning
   */
  Denser(DenserSettings settings, Grammar grammar, Problem problem) {
    this.settings = settings;
    this.problem = problem;
    this.grammar = grammar;
    rules = settings.structure().stream().map(ModuleRule::read).toList();
    List<String> starts = new ArrayList<>(rules.stream().map(ModuleRule::symbol).toList());
    if (evolvesLearning()) {
      starts.add(settings.learning());
    }
    Vocabulary.check(grammar, starts);
    variation = new DenserVariation(settings, grammar);
  }

  private boolean evolvesLearning() {
    return !settings.learning().isEmpty();
  }

  @Override
  public DenserGenome sample(RandomGenerator random) {
    List<DenserModule> modules = new ArrayList<>();
    for (ModuleRule rule : rules) {
      modules.add(variation.module(rule, random));
    }
    return new DenserGenome(
        modules, evolvesLearning() ? variation.unit(settings.learning(), random) : null);
  }

  @Override
  public DenserGenome mutate(DenserGenome parent, RandomGenerator random) {
    List<DenserModule> modules = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      modules.add(variation.mutated(parent.modules().get(i), rules.get(i), random));
    }
    @Nullable Unit learning = parent.learning();
    if (learning != null && random.nextDouble() < settings.mutateLearning()) {
      learning = variation.mutated(settings.learning(), learning, random);
    }
    return new DenserGenome(modules, learning);
  }

  /**
   * In half of the cases the layers of one module are exchanged from a cut on, else whole modules
   * and the training, each in half of the cases. Recalled from DENSER; Fast-DENSER does not cross.
   */
  @Override
  public List<DenserGenome> crossOver(
      DenserGenome first, DenserGenome second, RandomGenerator random) {
    List<DenserModule> one = new ArrayList<>(first.modules());
    List<DenserModule> other = new ArrayList<>(second.modules());
    if (random.nextBoolean()) {
      int index = random.nextInt(rules.size());
      List<DenserModule> children =
          DenserVariation.spliced(one.get(index), other.get(index), rules.get(index), random);
      one.set(index, children.get(0));
      other.set(index, children.get(1));
      return List.of(
          new DenserGenome(one, first.learning()), new DenserGenome(other, second.learning()));
    }
    for (int i = 0; i < rules.size(); i++) {
      if (random.nextBoolean()) {
        one.set(i, other.set(i, one.get(i)));
      }
    }
    boolean exchanged = random.nextBoolean();
    return List.of(
        new DenserGenome(one, (exchanged ? second : first).learning()),
        new DenserGenome(other, (exchanged ? first : second).learning()));
  }

  @Override
  public String write(DenserGenome genome) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      parts.add(DenserText.write(rules.get(i).symbol(), genome.modules().get(i)));
    }
    @Nullable Unit learning = genome.learning();
    if (learning != null) {
      parts.add(DenserText.write(settings.learning(), learning));
    }
    return String.join(" ", parts);
  }

  @Override
  public DenserGenome read(String text) {
    String[] parts = text.split(" ", -1);
    int wanted = rules.size() + (evolvesLearning() ? 1 : 0);
    if (parts.length != wanted) {
      throw new InvalidArchitecture(
          "%d parts wanted, separated by single spaces: %s%s; found %d in '%s'"
              .formatted(
                  wanted,
                  String.join(", ", rules.stream().map(ModuleRule::symbol).toList()),
                  evolvesLearning() ? ", " + settings.learning() : "",
                  parts.length,
                  text));
    }
    List<DenserModule> modules = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      modules.add(read(parts[i], rules.get(i)));
    }
    @Nullable Unit learning = null;
    if (evolvesLearning()) {
      learning = DenserText.readUnit(parts[rules.size()], settings.learning());
      Derivation.words(grammar, settings.learning(), learning);
    }
    return new DenserGenome(modules, learning);
  }

  private DenserModule read(String text, ModuleRule rule) {
    DenserModule module = DenserText.readModule(text, rule.symbol());
    if (module.size() < rule.fewest() || module.size() > rule.most()) {
      throw new InvalidArchitecture(
          "%s has %d to %d layers, found %d"
              .formatted(rule.symbol(), rule.fewest(), rule.most(), module.size()));
    }
    module.units().forEach(unit -> Derivation.words(grammar, rule.symbol(), unit));
    return module;
  }

  /** The layers that are built, with what they read, and the training. */
  @Override
  public String canonical(DenserGenome genome) {
    DenserDecoder decoder = new DenserDecoder(problem.input());
    build(genome, decoder);
    @Nullable Unit learning = genome.learning();
    return String.join(" / ", decoder.built())
        + (learning == null ? "" : " / " + learning(learning));
  }

  @Override
  public Architecture decode(DenserGenome genome) {
    DenserDecoder decoder = new DenserDecoder(problem.input());
    int last = build(genome, decoder);
    @Nullable Unit learning = genome.learning();
    return learning == null
        ? decoder.finish(last, problem.classes())
        : decoder.finish(last, problem.classes(), learning(learning), settings.weightDecay());
  }

  private Phrase learning(Unit unit) {
    return Phrase.of(Derivation.words(grammar, settings.learning(), unit));
  }

  private int build(DenserGenome genome, DenserDecoder decoder) {
    int last = Architecture.INPUT;
    for (int i = 0; i < rules.size(); i++) {
      DenserModule module = genome.modules().get(i);
      int entry = last;
      List<Integer> ends = new ArrayList<>();
      for (int position = 0; position < module.size(); position++) {
        List<Integer> inputs = new ArrayList<>(List.of(last));
        for (int from : module.layers().get(position).skips()) {
          int node = from == DenserModule.INPUT ? entry : ends.get(from);
          // A layer that was left out is what it would have read.
          if (!inputs.contains(node)) {
            inputs.add(node);
          }
        }
        List<String> words =
            Derivation.words(grammar, rules.get(i).symbol(), module.unit(position));
        last = decoder.add(Phrase.of(words), inputs);
        ends.add(last);
      }
    }
    return last;
  }
}
