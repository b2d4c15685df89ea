package io.rookery.spark.search;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.Help;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes a strategy that asks for given genomes, whether they are one network or not. */
public final class RepeatingProvider implements StrategyProvider<RepeatingProvider.Settings> {

  /** All that was told, in order. */
  static final List<Evaluation> TOLD = Collections.synchronizedList(new ArrayList<>());

  /** Settings of {@code repeating}. */
  public record Settings(@Help("genomes to ask for, in order") List<String> genomes) {}

  @Override
  public String name() {
    return "repeating";
  }

  @Override
  public String summary() {
    return "asks for given genomes";
  }

  @Override
  public String source() {
    return "a test";
  }

  @Override
  public Settings defaults() {
    return new Settings(List.of());
  }

  @Override
  public SearchStrategy create(
      Settings settings, SearchSpace<?> space, boolean maximize, long seed) {
    return new Repeating<>(space, settings.genomes());
  }

  private static final class Repeating<G> implements SearchStrategy {
    private final SearchSpace<G> space;
    private final List<String> genomes;
    private int asked;

    Repeating(SearchSpace<G> space, List<String> genomes) {
      this.space = space;
      this.genomes = genomes;
    }

    @Override
    public List<Candidate> ask(int count) {
      List<Candidate> candidates = new ArrayList<>();
      while (asked < genomes.size() && candidates.size() < count) {
        G genome = space.read(genomes.get(asked));
        candidates.add(
            new Candidate(
                "n" + asked,
                asked,
                List.of(),
                space.write(genome),
                space.canonical(genome),
                null,
                space.decode(genome),
                null));
        asked++;
      }
      return candidates;
    }

    @Override
    public void tell(Evaluation evaluation) {
      TOLD.add(evaluation);
    }
  }
}
