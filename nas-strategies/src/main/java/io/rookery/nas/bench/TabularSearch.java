package io.rookery.nas.bench;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchStrategy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A search whose networks a table answers, so that nothing is trained. The answer of a network that
 * the table does not have is a failure.
 */
public final class TabularSearch {

  /**
   * Which columns answer.
   *
   * @param fitness chosen by
   * @param maximize whether a larger fitness is the better one
   * @param seconds how long the whole training of a network takes; null: all take one second
   */
  public record Answers(
      TabularBenchmark table, String fitness, boolean maximize, @Nullable String seconds) {

    OptionalDouble fitness(Candidate candidate) {
      return table.value(candidate.genome(), fitness);
    }

    double seconds(Candidate candidate) {
      return seconds == null ? 1 : table.value(candidate.genome(), seconds).orElse(1);
    }

    Evaluation evaluate(Candidate candidate) {
      OptionalDouble known = fitness(candidate);
      return known.isEmpty()
          ? new Evaluation.Failed(candidate.id(), "the table has no " + fitness + " of it")
          : new Evaluation.Measured(candidate.id(), known.getAsDouble(), seconds(candidate));
    }
  }

  private final Answers answers;
  private final Simulation simulation;
  private final List<Candidate> asked;

  private TabularSearch(Answers answers, Simulation simulation) {
    this.answers = answers;
    this.simulation = simulation;
    this.asked = simulation.asked();
  }

  /**
   * Searches until so many networks are asked for, or the strategy has no more.
   *
   * @param strategy a fresh one
   * @param slots networks that train at a time, at least 1
   * @throws IllegalArgumentException if the table lacks a column that {@code answers} names
   */
  public static TabularSearch run(
      SearchStrategy strategy, Answers answers, int slots, int networks) {
    return new TabularSearch(
        answers,
        new Simulation(strategy, answers::evaluate, answers::seconds).run(slots, networks));
  }

  /** In the order they were asked for. */
  public List<Candidate> asked() {
    return asked;
  }

  /**
   * The first of those asked for whose training is shorter or longer than the search's usual one: a
   * table of whole trainings says nothing of it.
   */
  public Optional<Candidate> otherBudget() {
    return asked.stream().filter(candidate -> candidate.budget() != 1).findFirst();
  }

  /** How many of those asked for the table does not have. */
  public long unanswered() {
    return asked.stream().filter(candidate -> answers.fitness(candidate).isEmpty()).count();
  }

  /**
   * The best by fitness of the first {@code count}; the earlier one of equals.
   *
   * @return empty if the table has none of them
   */
  public Optional<Candidate> winner(int count) {
    Candidate winner = null;
    double best = Double.NaN;
    for (Candidate candidate : asked.subList(0, Math.min(count, asked.size()))) {
      double fitness = answers.fitness(candidate).orElse(Double.NaN);
      boolean better = answers.maximize() ? fitness > best : fitness < best;
      if (better || (winner == null && !Double.isNaN(fitness))) {
        winner = candidate;
        best = fitness;
      }
    }
    return Optional.ofNullable(winner);
  }

  /**
   * How far the winner of the first {@code count} is behind the best of the whole table, in a
   * column that need not be the one it was chosen by; at least 0, and empty if it is not known.
   */
  public OptionalDouble regret(int count, String column) {
    OptionalDouble found =
        winner(count)
            .map(winner -> answers.table().value(winner.genome(), column))
            .orElse(OptionalDouble.empty());
    return found.isEmpty()
        ? found
        : OptionalDouble.of(
            Math.abs(answers.table().best(column, answers.maximize()) - found.getAsDouble()));
  }

  /** Share of the slots' time in which they trained, until the last network was asked for. */
  public double slotUse() {
    return simulation.slotUse();
  }

  /** When the last training ended, in seconds from the beginning. */
  public double seconds() {
    return simulation.seconds();
  }
}
