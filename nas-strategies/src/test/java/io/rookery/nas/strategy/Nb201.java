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
 * 12-epoch schedule, in percent. Where epochs are counted, a whole training is the 200-epoch
 * schedule, of which the table has the accuracy on the test images alone, and a smaller budget the
 * 12-epoch one. One cell a stage, since only the graph's size depends on it.
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
    return bestTest - after200(winner(asked, count));
  }

  /** Of the schedule its budget stands for, from the beginning: one is no part of the other. */
  int epochs(Candidate candidate) {
    return candidate.budget() < 1 ? 12 : 200;
  }

  /** The accuracy after that schedule. */
  Evaluation afterItsEpochs(Candidate candidate) {
    return candidate.budget() < 1
        ? measured(candidate)
        : new Evaluation.Measured(candidate.id(), after200(candidate), secondsAnEpoch(candidate));
  }

  /** The best of all after 200 epochs less the best of those that were trained as long. */
  double regretAfter200(List<Candidate> asked) {
    return bestTest
        - asked.stream()
            .filter(candidate -> candidate.budget() == 1)
            .mapToDouble(this::after200)
            .max()
            .orElseThrow();
  }

  private double after200(Candidate candidate) {
    return table.value(candidate.genome(), TEST).orElseThrow();
  }

  private Candidate winner(List<Candidate> asked, int count) {
    Candidate winner = asked.get(0);
    for (Candidate candidate : asked.subList(0, Math.min(count, asked.size()))) {
      winner = fitness(candidate) > fitness(winner) ? candidate : winner;
    }
    return winner;
  }
}
