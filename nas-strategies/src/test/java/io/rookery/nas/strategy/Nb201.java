package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.Shape;
import io.rookery.nas.bench.Nb201Table;
import io.rookery.nas.bench.TabularBenchmark;
import io.rookery.nas.space.NasBench201Provider;
import io.rookery.nas.space.NasBench201Settings;
import java.util.List;

/**
 * Searches answered by NAS-Bench-201: the fitness is the validation accuracy on CIFAR-10 after the
 * 12-epoch schedule, in percent. One cell a stage, since only the graph's size depends on it.
 */
final class Nb201 {

  private static final String FITNESS = "e12_cifar10_valid";
  private static final String TEST = "e200_cifar10_test";

  private final TabularBenchmark table = Nb201Table.open();
  private final double best = table.best(FITNESS);
  private final double bestTest = table.best(TEST);

  private final SearchSpace<?> space =
      Remembered.of(
          new NasBench201Provider()
              .create(
                  new NasBench201Settings(16, 1, false), new Problem(new Shape(3, 32, 32), 10)));

  SearchSpace<?> space() {
    return space;
  }

  double fitness(Candidate candidate) {
    return table.value(candidate.genome(), FITNESS).orElseThrow();
  }

  /** Estimated, not measured: the table's own column. */
  double secondsAnEpoch(Candidate candidate) {
    return table.value(candidate.genome(), "sec_per_epoch_cifar_est").orElseThrow();
  }

  Evaluation measured(Candidate candidate) {
    return new Evaluation.Measured(candidate.id(), fitness(candidate), secondsAnEpoch(candidate));
  }

  /** The best fitness of all less the best of the first {@code count}. */
  double regret(List<Candidate> asked, int count) {
    return best - fitness(winner(asked, count));
  }

  /**
   * What choosing by fitness costs on the test images after 200 epochs: the best of all less that
   * of the winner.
   */
  double testRegret(List<Candidate> asked, int count) {
    return bestTest - table.value(winner(asked, count).genome(), TEST).orElseThrow();
  }

  private Candidate winner(List<Candidate> asked, int count) {
    Candidate winner = asked.get(0);
    for (Candidate candidate : asked.subList(0, Math.min(count, asked.size()))) {
      winner = fitness(candidate) > fitness(winner) ? candidate : winner;
    }
    return winner;
  }
}
