package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rookery.nas.Architecture;
import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation.Failed;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.Evaluation.Predicted;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.testkit.BitSpace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ProposalsTest {

  private final BitSpace space = new BitSpace(4);

  private Proposals<String> proposals(PredictedFitness predicted) {
    return new Proposals<>(space, new Scoring(true, predicted), 7);
  }

  private Draft<String> sample(RandomGenerator random) {
    return Draft.fresh(space.sample(random));
  }

  @Test
  void numbersCandidates() {
    List<Candidate> asked = proposals(PredictedFitness.AS_MEASURED).ask(3, this::sample);
    assertThat(asked).extracting(Candidate::id).containsExactly("c0000", "c0001", "c0002");
    assertThat(asked).extracting(Candidate::sequence).containsExactly(0L, 1L, 2L);
    assertThat(CandidateIds.of(123_456)).isEqualTo("c123456");
    assertThat(CandidateIds.sequence("c123456")).isEqualTo(123_456);
    assertThat(CandidateIds.sequence("c012345")).isEqualTo(-1);
    assertThat(CandidateIds.sequence("x0001")).isEqualTo(-1);
  }

  @Test
  void givesEachNetworkOnceAndNoneWhenTheSpaceIsExhausted() {
    Proposals<String> proposals = proposals(PredictedFitness.AS_MEASURED);
    List<Candidate> asked = proposals.ask(100, this::sample);
    Set<String> genomes = new HashSet<>(asked.stream().map(Candidate::genome).toList());
    assertThat(asked).hasSize(16);
    assertThat(genomes).hasSize(16);
    assertThat(proposals.ask(1, this::sample)).isEmpty();
  }

  @Test
  void drawsFromTheSpaceWhereTheOperatorKnowsNothingNew() {
    List<Candidate> asked =
        proposals(PredictedFitness.AS_MEASURED).ask(5, random -> Draft.fresh("1111"));
    assertThat(asked).hasSize(5);
    assertThat(asked.get(0).genome()).isEqualTo("1111");
  }

  @Test
  void mutatesWhatHasAScoreWhereNoSampleIsNew() {
    Proposals<String> proposals =
        new Proposals<>(new OneSample(), new Scoring(true, PredictedFitness.AS_MEASURED), 7);
    Proposals.Draw<String> draw = random -> Draft.fresh("0111");
    Candidate first = proposals.ask(9, draw).get(0);
    assertThat(proposals.ask(9, draw)).as("nothing has a score yet").isEmpty();
    proposals.tell(new Measured(first.id(), 1, 1));
    Candidate mutant = proposals.ask(1, draw).get(0);
    assertThat(mutant.parents()).containsExactly(first.id());
    assertThat(mutant.genome()).isNotEqualTo("0111").hasSize(4);
  }

  /** A space whose samples are all alike. */
  private static final class OneSample implements SearchSpace<String> {
    private final BitSpace bits = new BitSpace(4);

    @Override
    public String sample(RandomGenerator random) {
      return "0111";
    }

    @Override
    public String mutate(String parent, RandomGenerator random) {
      return bits.mutate(parent, random);
    }

    @Override
    public List<String> crossOver(String first, String second, RandomGenerator random) {
      return bits.crossOver(first, second, random);
    }

    @Override
    public String write(String genome) {
      return genome;
    }

    @Override
    public String read(String text) {
      return text;
    }

    @Override
    public Architecture decode(String genome) {
      return bits.decode(genome);
    }
  }

  @Test
  void asksForWhatIsNoNetworkWithTheReason() {
    Candidate candidate =
        proposals(PredictedFitness.AS_MEASURED).ask(1, random -> Draft.fresh("0000")).get(0);
    assertThat(candidate.architecture()).isNull();
    assertThat(candidate.invalid()).isEqualTo("no bit is set");
  }

  @Test
  void refusesWhatWasNeverAskedFor() {
    Proposals<String> proposals = proposals(PredictedFitness.AS_MEASURED);
    proposals.ask(2, this::sample);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proposals.tell(new Failed("c0002", "lost")))
        .withMessageContaining("c0002");
    assertThatIllegalArgumentException().isThrownBy(() -> proposals.ask(0, this::sample));
  }

  @Test
  void aMeasurementReplacesAPredictionAndNothingReplacesAMeasurement() {
    Proposals<String> proposals = proposals(PredictedFitness.AS_MEASURED);
    proposals.ask(2, this::sample);
    Member<String> member = proposals.tell(new Predicted("c0000", 80, 2, 3, 1)).member();
    assertThat(proposals.inFlight()).isEqualTo(1);
    assertThat(member.score()).isEqualTo(80);
    assertThat(proposals.tell(new Failed("c0000", "lost")).scoredNow()).isFalse();
    assertThat(member.score()).isEqualTo(80);
    assertThat(proposals.tell(new Measured("c0000", 85, 1.5)).scoredNow()).isFalse();
    assertThat(member.score()).isEqualTo(85);
    proposals.tell(new Predicted("c0000", 10, 2, 4, 1));
    assertThat(member.score()).isEqualTo(85);
    assertThat(member.seconds()).isEqualTo(1.5);
    assertThat(proposals.inFlight()).isEqualTo(1);
  }

  @Test
  void aPredictionCountsAsItsSettingSays() {
    Predicted prediction = new Predicted("c0000", 80, 2, 3, 1);
    Predicted vague = new Predicted("c0000", 80, Double.POSITIVE_INFINITY, 3, 1);
    assertThat(new Scoring(true, PredictedFitness.AS_MEASURED).of(prediction)).hasValue(80);
    assertThat(new Scoring(true, PredictedFitness.DISCOUNTED).of(prediction)).hasValue(78);
    assertThat(new Scoring(false, PredictedFitness.DISCOUNTED).of(prediction)).hasValue(-82);
    assertThat(new Scoring(true, PredictedFitness.DISCOUNTED).of(vague)).hasValue(80);
    assertThat(new Scoring(true, PredictedFitness.IGNORE_UNTIL_MEASURED).of(prediction)).isEmpty();
  }

  @Test
  void aPredictionThatIsIgnoredFreesItsPlaceAndScoresWhenMeasured() {
    Proposals<String> proposals = proposals(PredictedFitness.IGNORE_UNTIL_MEASURED);
    proposals.ask(1, this::sample);
    assertThat(proposals.tell(new Predicted("c0000", 80, 2, 3, 1)).scoredNow()).isFalse();
    assertThat(proposals.inFlight()).isZero();
    assertThat(proposals.tell(new Measured("c0000", 81, 1)).scoredNow()).isTrue();
  }

  @Test
  void aFitnessThatIsNoNumberGivesNoScore() {
    assertThat(
            new Scoring(true, PredictedFitness.AS_MEASURED)
                .of(new Measured("c0000", Double.NaN, 1)))
        .isEmpty();
  }
}
