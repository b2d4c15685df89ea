package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.bench.Simulation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Which treatment of predicted fitness finds better networks, on NAS-Bench-201 with simulated
 * predictions. Prints the table of docs/strategies.md:
 *
 * <pre>mvn -pl nas-strategies test -Dtest=PredictedTableTest -DexcludedGroups=</pre>
 */
@Tag("slow")
class PredictedTableTest {

  private static final int SEEDS = Integer.getInteger("rookery.seeds", 100);
  private static final int NETWORKS = 300;
  private static final int FINISHED = 5;

  private final Nb201 nb201 = new Nb201();

  /** When a network is ended early, and how well its fitness is predicted then. */
  private enum Engine {
    /** Four of five end early, by chance; deviations about 1 point, some 4. */
    CONVERGED {
      @Override
      double deviation(double fitness, SplittableRandom random) {
        return random.nextInt(5) == 0 ? 0 : Math.exp(0.7 * random.nextGaussian());
      }
    },
    /** The same, but predictions are too high by their deviation on average. */
    OPTIMISTIC {
      @Override
      double deviation(double fitness, SplittableRandom random) {
        return CONVERGED.deviation(fitness, random);
      }

      @Override
      double bias() {
        return 1;
      }
    },
    /**
     * What is worse than three of four random networks (76.5 points) ends early, deviations of 4.
     */
    UNDERPERFORMING {
      @Override
      double deviation(double fitness, SplittableRandom random) {
        return fitness > 76.5 ? 0 : 4;
      }
    };

    /** 0 where it trains to the end. */
    abstract double deviation(double fitness, SplittableRandom random);

    double bias() {
      return 0;
    }
  }

  private Evaluation evaluate(Engine engine, Candidate candidate, long seed) {
    SplittableRandom random = new SplittableRandom(31 * seed + candidate.genome().hashCode());
    double fitness = nb201.fitness(candidate);
    double deviation = engine.deviation(fitness, random);
    double guess = fitness + deviation * (engine.bias() + random.nextGaussian());
    return deviation == 0
        ? nb201.measured(candidate)
        : new Evaluation.Predicted(candidate.id(), guess, deviation, 4, 1);
  }

  /** The best few by prediction are measured too; regret of the best of all that are measured. */
  private double regret(SearchStrategy strategy, Engine engine, long seed) {
    List<Candidate> asked =
        new Simulation(strategy, c -> evaluate(engine, c, seed)).run(1, NETWORKS).asked();
    List<Candidate> measured = new ArrayList<>();
    List<Evaluation.Predicted> predicted = new ArrayList<>();
    for (Candidate candidate : asked) {
      Evaluation evaluation = evaluate(engine, candidate, seed);
      if (evaluation instanceof Evaluation.Predicted prediction) {
        predicted.add(prediction);
      } else {
        measured.add(candidate);
      }
    }
    predicted.sort(Comparator.comparingDouble(Evaluation.Predicted::fitness).reversed());
    for (Evaluation.Predicted prediction :
        predicted.subList(0, Math.min(FINISHED, predicted.size()))) {
      measured.add(asked.get(CandidateIds.sequence(prediction.candidateId())));
    }
    return nb201.regret(measured, measured.size());
  }

  private SearchStrategy strategy(String name, PredictedFitness predicted, long seed) {
    return switch (name) {
      case "regularized-evolution" ->
          new RegularizedEvolutionProvider()
              .create(
                  new RegularizedEvolutionProvider.Settings(50, 10, predicted),
                  nb201.space(),
                  true,
                  seed);
      case "menndl" ->
          new MenndlProvider()
              .create(
                  new MenndlProvider.Settings(32, 3, 0.7, predicted), nb201.space(), true, seed);
      case "nsga2" ->
          new Nsga2Provider()
              .create(
                  new Nsga2Provider.Settings(
                      List.of("fitness", "multiply-adds"), 20, 20, false, predicted),
                  nb201.space(),
                  true,
                  seed);
      case "evocnn" ->
          new EvoCnnProvider()
              .create(
                  new EvoCnnProvider.Settings(40, 0.9, 0.1, 0.2, 5, 100, false, predicted),
                  nb201.space(),
                  true,
                  seed);
      case "genetic-cnn" ->
          new GeneticCnnProvider()
              .create(
                  new GeneticCnnProvider.Settings(20, 0.2, 0.8, false, predicted),
                  nb201.space(),
                  true,
                  seed);
      case "denser" ->
          new DenserProvider()
              .create(
                  new DenserProvider.Settings(4, 0, 1, false, predicted),
                  nb201.space(),
                  true,
                  seed);
      case "local-search" ->
          new LocalSearchProvider()
              .create(
                  new LocalSearchProvider.Settings(10, 50, predicted), nb201.space(), true, seed);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Test
  @Timeout(3600)
  void comparesTheTreatments() {
    List<String> names =
        List.of(
            "regularized-evolution",
            "menndl",
            "nsga2",
            "evocnn",
            "genetic-cnn",
            "denser",
            "local-search");
    Map<String, Double> means = new LinkedHashMap<>();
    for (Engine engine : Engine.values()) {
      for (String name : names) {
        StringBuilder row = new StringBuilder("| " + engine + " | " + name);
        for (PredictedFitness predicted : PredictedFitness.values()) {
          DescriptiveStatistics regrets =
              new DescriptiveStatistics(
                  LongStream.range(0, SEEDS)
                      .mapToDouble(seed -> regret(strategy(name, predicted, seed), engine, seed))
                      .toArray());
          row.append(
              String.format(
                  Locale.ROOT,
                  " | %.3f ± %.3f",
                  regrets.getMean(),
                  regrets.getStandardDeviation() / Math.sqrt(SEEDS)));
          means.put(engine + name + predicted, regrets.getMean());
        }
        System.out.println(row + " |");
      }
    }
    assertThat(means.values()).allMatch(Double::isFinite);
  }
}
