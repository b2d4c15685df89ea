package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rookery.nas.Candidate;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;
import io.rookery.nas.bench.Simulation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How busy slots are with generations and without. A training takes as many epochs as a recorded
 * one of A4NN's search took until its engine ended it, each as long as NAS-Bench-201's table
 * estimates for the network. Prints the table of docs/strategies.md:
 *
 * <pre>mvn -pl nas-strategies test -Dtest=SlotUseTableTest -DexcludedGroups=</pre>
 */
@Tag("slow")
class SlotUseTableTest {

  private static final int SEEDS = 20;
  private static final int NETWORKS = 300;
  private static final int EPOCHS = 25;

  private final Nb201 nb201 = new Nb201();
  private final List<Integer> recorded = recordedEpochs();

  /** The epoch at which the original engine ended each training; 25 where it did not. */
  private static List<Integer> recordedEpochs() {
    Path file = Path.of(System.getProperty("rookery.shared", ""), "curves/a4nn_1e15.csv.gz");
    assumeTrue(Files.isRegularFile(file), () -> "no curves at " + file);
    Map<String, Integer> ended = new TreeMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> lines = reader.lines().toList();
      List<String> header = List.of(lines.get(0).split(","));
      int converged = header.indexOf("recorded_converged");
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split(",", -1);
        int epoch = fields[converged].equals("true") ? Integer.parseInt(fields[1]) : EPOCHS;
        ended.merge(fields[0], epoch, Math::min);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ArrayList<>(ended.values());
  }

  private double seconds(Candidate candidate) {
    int epochs = recorded.get(Math.floorMod(candidate.genome().hashCode(), recorded.size()));
    return epochs * nb201.secondsAnEpoch(candidate);
  }

  private <S extends Record> double[] row(
      StrategyProvider<S> provider, S settings, String form, int slots) {
    LongFunction<SearchStrategy> strategy =
        seed -> provider.create(settings, nb201.space(), true, seed);
    List<Simulation> searches =
        LongStream.range(0, SEEDS)
            .mapToObj(
                seed ->
                    new Simulation(strategy.apply(seed), nb201::measured, this::seconds)
                        .run(slots, NETWORKS))
            .toList();
    double use = searches.stream().mapToDouble(Simulation::slotUse).average().orElseThrow();
    double hours =
        searches.stream().mapToDouble(Simulation::seconds).average().orElseThrow() / 3600;
    double regret =
        searches.stream()
            .mapToDouble(search -> nb201.regret(search.asked(), NETWORKS))
            .average()
            .orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %.1f %% | %.2f | %.2f |%n",
        provider.name(),
        form,
        slots,
        100 * use,
        hours,
        regret);
    return new double[] {use, hours};
  }

  private <S extends Record> void compare(StrategyProvider<S> provider, S generations, S steady) {
    for (int slots : new int[] {4, 8, 16}) {
      double[] with = row(provider, generations, "generations", slots);
      double[] without = row(provider, steady, "steady state", slots);
      assertThat(without[0]).isGreaterThan(0.999);
      assertThat(with[0]).isLessThan(without[0]);
    }
  }

  @Test
  void theSteadyStateLeavesNoSlotIdle() {
    PredictedFitness any = PredictedFitness.AS_MEASURED;
    List<String> objectives = List.of("fitness", "multiply-adds");
    compare(
        new Nsga2Provider(),
        new Nsga2Provider.Settings(objectives, 40, 40, true, any),
        new Nsga2Provider.Settings(objectives, 40, 40, false, any));
    compare(
        new EvoCnnProvider(),
        new EvoCnnProvider.Settings(100, 0.9, 0.1, 0.2, 5, 100, true, any),
        new EvoCnnProvider.Settings(100, 0.9, 0.1, 0.2, 5, 100, false, any));
    compare(
        new GeneticCnnProvider(),
        new GeneticCnnProvider.Settings(20, 0.2, 0.8, true, any),
        new GeneticCnnProvider.Settings(20, 0.2, 0.8, false, any));
    compare(
        new DenserProvider(),
        new DenserProvider.Settings(4, 0, 1, true, any),
        new DenserProvider.Settings(4, 0, 1, false, any));
  }
}
