package io.rookery.spark.search;

import io.rookery.nas.Candidate;
import io.rookery.predictor.PredictionEngine;
import io.rookery.spark.Refusal;
import io.rookery.spark.trial.ErrorKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of a search, in the order in which they were asked for. Used by the driver's
 * thread alone.
 */
final class Roster {

  private final SearchPlan plan;
  private final PredictionEngine engine;
  private final Teller teller;
  private final Chronicle chronicle;
  private final Map<String, TrialState> trials = new LinkedHashMap<>();
  private final Map<Kind, TrialState> firstOfKind = new HashMap<>();

  Roster(SearchPlan plan, PredictionEngine engine, Teller teller, Chronicle chronicle) {
    this.plan = plan;
    this.engine = engine;
    this.teller = teller;
    this.chronicle = chronicle;
  }

  /** Takes a candidate in; empty where it needs no training of its own. */
  Optional<TrialState> admit(Candidate candidate) {
    TrialState trial =
        new TrialState(
            candidate,
            plan.seedOf(candidate.sequence()),
            plan.horizon(candidate.budget()),
            trials.get(candidate.inheritsFrom()));
    trials.put(trial.id(), trial);
    chronicle.asked(trial);
    if (candidate.invalid() != null) {
      teller.fail(trial, ErrorKind.INVALID_ARCHITECTURE, candidate.invalid());
      return Optional.empty();
    }
    TrialState first = firstOfKind.putIfAbsent(Kind.of(candidate), trial);
    if (first != null) {
      teller.same(first, trial);
      return Optional.empty();
    }
    engine.begin(trial.id(), trial.horizon, trial.architecture().scalars(), trial.recipePatience());
    return Optional.of(trial);
  }

  /**
   * Takes in a candidate that an interrupted search was given already.
   *
   * @param again what the strategy gives now
   * @throws Refusal if that is another network
   */
  Candidate admitAgain(History.Asked asked, List<Candidate> again) {
    if (again.isEmpty() || !again.get(0).genome().equals(asked.genome())) {
      throw Refusal.preflight(
          "the search cannot be resumed: candidate %s was %s, the strategy now gives %s. Use the version and the settings that began it"
              .formatted(
                  asked.candidateId(),
                  asked.genome(),
                  again.isEmpty() ? "none" : again.get(0).genome()));
    }
    admit(again.get(0));
    return again.get(0);
  }

  /** Equal for two candidates whose trainings would be the same. */
  private record Kind(String canonical, double budget, @Nullable String inheritsFrom) {

    static Kind of(Candidate candidate) {
      return new Kind(candidate.canonical(), candidate.budget(), candidate.inheritsFrom());
    }
  }

  int size() {
    return trials.size();
  }

  List<TrialState> all() {
    return List.copyOf(trials.values());
  }

  TrialState trial(String id) {
    return Objects.requireNonNull(trials.get(id), () -> "no candidate " + id);
  }

  /**
   * One that an interrupted search wrote of.
   *
   * @throws Refusal if its row is lost
   */
  TrialState again(String id) {
    TrialState trial = trials.get(id);
    if (trial == null) {
      throw Refusal.preflight(
          "the search cannot be resumed: the tables speak of %s, whose row in candidates is lost. Restore that table, or begin a new search"
              .formatted(id));
    }
    return trial;
  }

  /** The best network that was trained for the search's epochs; empty where none was. */
  Optional<TrialState> winner() {
    return trials.values().stream()
        .filter(trial -> trial.measured() && trial.epoch() >= plan.epochs())
        .max(Comparator.comparingDouble(TrialState::fitness));
  }
}
