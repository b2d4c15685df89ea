package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.bench.Simulation;
import io.rookery.nas.testkit.BitSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuccessiveHalvingTest {

  private static SearchStrategy asha(int eta, int rungs, long seed) {
    return new SuccessiveHalvingProvider()
        .create(
            new SuccessiveHalvingProvider.Settings(eta, rungs, PredictedFitness.AS_MEASURED),
            new BitSpace(30),
            true,
            seed);
  }

  @Test
  void budgetsGrowByEtaUpToTheWholeTraining() {
    SearchStrategy strategy = asha(3, 3, 1);
    List<Candidate> asked = new Simulation(strategy, c -> measured(c)).run(1, 200).asked();
    assertThat(asked.get(0).budget()).isEqualTo(1 / 9.0);
    assertThat(asked.stream().map(Candidate::budget).distinct())
        .containsExactlyInAnyOrder(1 / 9.0, 1 / 3.0, 1.0);
  }

  @Test
  void aPromotionGoesOnFromTheCheckpointOfTheSameNetwork() {
    Map<String, Candidate> byId = new HashMap<>();
    for (Candidate c : new Simulation(asha(2, 4, 2), c -> measured(c)).run(3, 300).asked()) {
      byId.put(c.id(), c);
      if (c.budget() > 1 / 8.0) {
        Candidate before = byId.get(c.inheritsFrom());
        assertThat(before.genome()).isEqualTo(c.genome());
        assertThat(before.budget()).isEqualTo(c.budget() / 2);
        assertThat(c.parents()).containsExactly(before.id());
      } else {
        assertThat(c.inheritsFrom()).isNull();
      }
    }
  }

  private static Measured measured(Candidate c) {
    return new Measured(c.id(), BitSpace.ones(c.genome()) + c.budget(), 1);
  }

  /** Algorithm 2 of the publication, by sorting each rung anew at every step. */
  @Test
  void promotesWhomTheAlgorithmPromotes() {
    for (long seed = 0; seed < 20; seed++) {
      SearchStrategy strategy = asha(3, 4, seed);
      SplittableRandom random = new SplittableRandom(seed);
      Map<Double, Map<String, Double>> told = new HashMap<>();
      Set<String> promoted = new HashSet<>();
      List<Candidate> inFlight = new ArrayList<>();
      for (int step = 0; step < 400; step++) {
        if (inFlight.size() < 6) {
          String expected = promotable(told, promoted);
          Candidate next = strategy.ask(1).get(0);
          assertThat(next.inheritsFrom() == null ? "none" : next.inheritsFrom())
              .isEqualTo(expected);
          promoted.add(expected);
          inFlight.add(next);
        } else {
          Candidate ended = inFlight.remove(random.nextInt(inFlight.size()));
          double fitness = random.nextInt(50) + ended.sequence() * 1e-6;
          told.computeIfAbsent(ended.budget(), b -> new HashMap<>()).put(ended.id(), fitness);
          strategy.tell(new Measured(ended.id(), fitness, 1));
        }
      }
    }
  }

  private static String promotable(Map<Double, Map<String, Double>> told, Set<String> promoted) {
    for (double budget : new double[] {1 / 3.0, 1 / 9.0, 1 / 27.0}) {
      Map<String, Double> rung =
          told.entrySet().stream()
              .filter(entry -> Math.abs(entry.getKey() - budget) < 1e-9)
              .findFirst()
              .map(Map.Entry::getValue)
              .orElse(Map.of());
      List<String> best =
          rung.keySet().stream()
              .sorted(Comparator.<String>comparingDouble(rung::get).reversed())
              .limit(rung.size() / 3)
              .filter(id -> !promoted.contains(id))
              .toList();
      if (!best.isEmpty()) {
        return best.get(0);
      }
    }
    return "none";
  }

  @Test
  void aRungKnowsItsTopWhateverIsPutInAgain() {
    SplittableRandom random = new SplittableRandom(5);
    Marks space = new Marks();
    List<Member<String>> members =
        space.members(IntStream.range(0, 26).mapToDouble(i -> random.nextInt(20)).toArray());
    Rung<String> rung = new Rung<>(4);
    for (Member<String> member : members) {
      rung.put(member);
      rung.put(members.get(random.nextInt(member.sequence() + 1)));
    }
    List<Member<String>> expected = members.stream().sorted(Member.BEST_FIRST).limit(6).toList();
    List<Member<String>> promoted = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      promoted.add(rung.promote().orElseThrow());
    }
    assertThat(promoted).isEqualTo(expected);
    assertThat(rung.promote()).isEmpty();
  }
}
