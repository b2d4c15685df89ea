package io.rookery.nas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.Evaluation.Failed;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.Evaluation.Predicted;
import io.rookery.nas.SearchStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A search that happened: asks of one to three candidates, tells in any order, failures,
 * predictions, measurements of what was predicted, and tells that come twice.
 */
public final class History {

  /** Something that happened. */
  private sealed interface Event {}

  private record Asked(int count, List<Candidate> given) implements Event {}

  private record Told(Evaluation evaluation) implements Event {}

  private static final int SLOTS = 7;

  private final ToDoubleFunction<Candidate> fitness;
  private final SplittableRandom random;
  private final List<Event> events = new ArrayList<>();
  private final List<Candidate> inFlight = new ArrayList<>();
  private final List<Candidate> predicted = new ArrayList<>();
  private int asked;

  private History(ToDoubleFunction<Candidate> fitness, long seed) {
    this.fitness = fitness;
    this.random = new SplittableRandom(seed);
  }

  /** Plays a search of so many candidates, or until the strategy has no more. */
  public static History of(
      SearchStrategy strategy, ToDoubleFunction<Candidate> fitness, int candidates, long seed) {
    History history = new History(fitness, seed);
    boolean more = true;
    while (more && history.asked < candidates) {
      more = history.step(strategy);
    }
    return history;
  }

  private boolean step(SearchStrategy strategy) {
    if (inFlight.size() < SLOTS && random.nextInt(3) > 0) {
      int count = 1 + random.nextInt(3);
      List<Candidate> given = strategy.ask(count);
      events.add(new Asked(count, given));
      asked += given.size();
      inFlight.addAll(given);
      return !inFlight.isEmpty();
    }
    if (!predicted.isEmpty() && random.nextInt(8) == 0) {
      tell(strategy, measured(take(predicted)));
    } else if (!inFlight.isEmpty()) {
      tell(strategy, evaluation(take(inFlight)));
    }
    return true;
  }

  private void tell(SearchStrategy strategy, Evaluation evaluation) {
    for (int times = random.nextInt(10) == 0 ? 2 : 1; times > 0; times--) {
      strategy.tell(evaluation);
      events.add(new Told(evaluation));
    }
  }

  private Evaluation evaluation(Candidate candidate) {
    if (candidate.invalid() != null || random.nextInt(7) == 0) {
      return new Failed(candidate.id(), "failed on purpose");
    }
    if (random.nextBoolean()) {
      return measured(candidate);
    }
    predicted.add(candidate);
    double deviation = random.nextInt(10) == 0 ? Double.POSITIVE_INFINITY : 3;
    double guess = fitness.applyAsDouble(candidate) + 6 * random.nextDouble() - 3;
    return new Predicted(candidate.id(), guess, deviation, 3, 1 + random.nextDouble());
  }

  private Evaluation measured(Candidate candidate) {
    return new Measured(candidate.id(), fitness.applyAsDouble(candidate), 1 + random.nextDouble());
  }

  private Candidate take(List<Candidate> from) {
    return from.remove(random.nextInt(from.size()));
  }

  /** Number of asks and tells. */
  public int length() {
    return events.size();
  }

  /** All candidates, in order. */
  public List<Candidate> candidates() {
    List<Candidate> all = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Asked ask) {
        all.addAll(ask.given());
      }
    }
    return all;
  }

  /**
   * Plays the history again. Up to the cut as a resumed search does, which knows only candidates
   * and evaluations: one ask for each candidate, none for asks in vain. From there on as it was.
   * Every candidate must come again.
   */
  public void replay(SearchStrategy fresh, int cut) {
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (event instanceof Told told) {
        fresh.tell(told.evaluation());
      } else if (event instanceof Asked ask && i >= cut) {
        assertSame(ask.given(), fresh.ask(ask.count()), i, cut);
      } else if (event instanceof Asked ask) {
        for (Candidate candidate : ask.given()) {
          assertSame(List.of(candidate), fresh.ask(1), i, cut);
        }
      }
    }
  }

  private static void assertSame(List<Candidate> given, List<Candidate> now, int event, int cut) {
    // Hundreds of thousands of times: a description is made only where it is needed.
    if (!now.equals(given)) {
      assertThat(now).as("event %d, cut at %d", event, cut).isEqualTo(given);
    }
  }

  /** Plays the history again with every tell twice; every candidate must come again. */
  public void replayTwiceTold(SearchStrategy fresh) {
    for (Event event : events) {
      if (event instanceof Asked ask) {
        assertThat(fresh.ask(ask.count())).isEqualTo(ask.given());
      } else if (event instanceof Told told) {
        fresh.tell(told.evaluation());
        fresh.tell(told.evaluation());
      }
    }
  }
}
