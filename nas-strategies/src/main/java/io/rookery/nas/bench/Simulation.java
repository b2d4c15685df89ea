package io.rookery.nas.bench;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A search on simulated slots: each trains one candidate at a time, for as long as it takes, and
 * nothing is trained. Not safe for threads.
 */
public final class Simulation {

  private record Training(Candidate candidate, double end) {}

  private final SearchStrategy strategy;
  private final Function<Candidate, Evaluation> evaluate;
  private final ToDoubleFunction<Candidate> seconds;
  private final PriorityQueue<Training> training =
      new PriorityQueue<>(
          Comparator.comparingDouble(Training::end)
              .thenComparingLong(t -> t.candidate().sequence()));
  private final List<Candidate> asked = new ArrayList<>();
  private double now;
  private double busy;
  private double offered;

  /**
   * @param strategy a fresh one
   * @param evaluate what becomes of a candidate
   * @param seconds how long its training takes, above 0
   */
  public Simulation(
      SearchStrategy strategy,
      Function<Candidate, Evaluation> evaluate,
      ToDoubleFunction<Candidate> seconds) {
    this.strategy = strategy;
    this.evaluate = evaluate;
    this.seconds = seconds;
  }

  /** One slot, all trainings equally long. */
  public Simulation(SearchStrategy strategy, Function<Candidate, Evaluation> evaluate) {
    this(strategy, evaluate, candidate -> 1);
  }

  /** Runs until so many candidates are asked for, or the strategy has no more. */
  public Simulation run(int slots, int candidates) {
    fill(slots, candidates);
    while (!training.isEmpty()) {
      Training next = training.remove();
      if (asked.size() < candidates) {
        // The tail, in which slots run empty because the search ends, is not the strategy's.
        offered += slots * (next.end() - now);
        busy += (training.size() + 1) * (next.end() - now);
      }
      now = next.end();
      strategy.tell(evaluate.apply(next.candidate()));
      fill(slots, candidates);
    }
    return this;
  }

  private void fill(int slots, int candidates) {
    int free = Math.min(slots - training.size(), candidates - asked.size());
    if (free > 0) {
      for (Candidate candidate : strategy.ask(free)) {
        asked.add(candidate);
        training.add(new Training(candidate, now + seconds.applyAsDouble(candidate)));
      }
    }
  }

  /** In the order they were asked for. */
  public List<Candidate> asked() {
    return List.copyOf(asked);
  }

  /**
   * Share of the slots' time in which they trained, until the last candidate was asked for; 0 to 1.
   */
  public double slotUse() {
    return offered == 0 ? 1 : busy / offered;
  }

  /** When the last training ended, in seconds from the beginning. */
  public double seconds() {
    return now;
  }
}
