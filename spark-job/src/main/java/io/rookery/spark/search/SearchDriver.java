package io.rookery.spark.search;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchStrategy;
import io.rookery.predictor.Decision;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.Verdict;
import io.rookery.spark.Refusal;
import io.rookery.spark.metrics.EpochReport;
import io.rookery.spark.trial.ErrorKind;
import io.rookery.spark.trial.TrialEnd;
import io.rookery.spark.trial.TrialJobs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The search itself: asks the strategy, trains, watches the curves, decides, tells. {@link #run} is
 * the whole way of the data; the methods below it are its steps, in the order in which it calls
 * them.
 *
 * <p>One thread runs it, and all of its state is that thread's.
 */
final class SearchDriver {

  private final SearchPlan plan;
  private final SearchStrategy strategy;
  private final PredictionEngine engine;
  private final TrialJobs jobs;
  private final Chronicle chronicle;
  private final BlockingQueue<Event> events;
  private final Pruning pruning;

  private final Map<String, TrialState> trials = new LinkedHashMap<>();
  private final Map<String, TrialState> firstOfKind = new HashMap<>();
  private final Map<String, List<TrialState>> duplicates = new HashMap<>();
  private final Deque<TrialState> unfinished = new ArrayDeque<>();
  private final Deque<TrialState> finalists = new ArrayDeque<>();
  private int inFlight;
  private boolean exhausted;
  private boolean finalistsChosen;

  SearchDriver(
      SearchPlan plan,
      SearchStrategy strategy,
      PredictionEngine engine,
      TrialJobs jobs,
      Chronicle chronicle,
      BlockingQueue<Event> events) {
    this.plan = plan;
    this.strategy = strategy;
    this.engine = engine;
    this.jobs = jobs;
    this.chronicle = chronicle;
    this.events = events;
    this.pruning = new Pruning(engine, jobs::forget, plan.kept(), plan.inherits());
  }

  /** Runs the search until nothing is left to train, or somebody stops it. */
  SearchEnd run() throws InterruptedException {
    while (true) {
      while (inFlight < plan.inFlight().getAsInt()) {
        Optional<TrialState> next = next(); // ask
        if (next.isEmpty()) {
          break;
        }
        train(next.get()); // one job, one task, one group of its own
      }
      if (inFlight == 0) {
        return exhausted ? SearchEnd.SPACE_EXHAUSTED : SearchEnd.CANDIDATES_DONE;
      }
      Event event = events.take(); // watch
      if (event instanceof Event.Reported reported) {
        observe(reported.report()); // predict, decide, tell
      } else if (event instanceof Event.Ended ended) {
        end(trial(ended.candidateId()), ended.end()); // its slot is free
      } else if (event instanceof Event.Noticed noticed) {
        chronicle.noticed(noticed.message());
      } else {
        jobs.cancelAll();
        return SearchEnd.STOPPED;
      }
    }
  }

  /**
   * The network that deserves the next free slot: a paused one, a new one, at last one of the best
   * to be measured.
   */
  private Optional<TrialState> next() {
    Optional<String> paused = engine.next();
    if (paused.isPresent()) {
      return paused.map(this::trial);
    }
    if (!unfinished.isEmpty()) {
      return Optional.of(unfinished.remove());
    }
    while (trials.size() < plan.candidates() && !exhausted) {
      List<Candidate> asked = strategy.ask(1);
      if (asked.isEmpty()) {
        exhausted = inFlight == 0; // nobody is left whose result it could wait for
        break;
      }
      Optional<TrialState> fresh = admit(asked.get(0));
      if (fresh.isPresent()) {
        return fresh;
      }
    }
    return Optional.ofNullable(finalist());
  }

  /** Takes a candidate in; empty where it needs no training of its own. */
  private Optional<TrialState> admit(Candidate candidate) {
    TrialState trial =
        new TrialState(
            candidate,
            plan.seedOf(candidate.sequence()),
            plan.horizon(candidate.budget()),
            trials.get(candidate.inheritsFrom()));
    trials.put(trial.id(), trial);
    chronicle.asked(trial);
    pruning.admitted(candidate);
    if (candidate.invalid() != null) {
      fail(trial, ErrorKind.INVALID_ARCHITECTURE, candidate.invalid());
      return Optional.empty();
    }
    TrialState first = firstOfKind.putIfAbsent(kind(candidate), trial);
    if (first != null) {
      duplicates.computeIfAbsent(first.id(), id -> new ArrayList<>()).add(trial);
      if (first.evaluation != null) {
        tellDuplicate(first, trial);
      }
      return Optional.empty();
    }
    engine.begin(trial.id(), trial.horizon, trial.architecture().scalars(), trial.recipePatience());
    return Optional.of(trial);
  }

  /** Equal for two candidates whose trainings would be the same. */
  private static String kind(Candidate candidate) {
    return candidate.canonical() + " " + candidate.budget() + " " + candidate.inheritsFrom();
  }

  private @Nullable TrialState finalist() {
    boolean asking = trials.size() < plan.candidates() && !exhausted;
    if (!finalistsChosen && !asking && inFlight == 0) {
      finalistsChosen = true;
      engine.best(plan.finishTop()).stream()
          .map(this::trial)
          .filter(t -> !t.measured())
          .forEach(finalists::add);
      finalists.forEach(trial -> engine.exempt(trial.id()));
      chronicle.finalists(finalists.stream().map(TrialState::id).toList());
    }
    return finalists.poll();
  }

  private void train(TrialState trial) {
    List<EpochReport> late = List.copyOf(trial.late);
    trial.late.clear();
    trial.stopped = false;
    chronicle.resumed(late.size());
    late.forEach(this::observe);
    if (!trial.stopped && !trial.complete()) {
      inFlight++;
      chronicle.submitted(trial);
      jobs.submit(trial.order(), trial.isLast(plan.attempts()));
    }
  }

  private void observe(EpochReport report) {
    TrialState trial = trial(report.candidateId());
    if (trial.stopped) {
      trial.late.add(report);
      chronicle.late();
      return;
    }
    jobs.heard(report.candidateId());
    boolean first = trial.observe(report);
    chronicle.reported(report);
    if (first) {
      Verdict verdict = engine.observe(trial.id(), Points.of(report.metrics()));
      chronicle.predicted(report, verdict);
      decide(trial, report, verdict.decision());
    }
  }

  private void decide(TrialState trial, EpochReport report, Decision decision) {
    if (Double.isInfinite(report.metrics().trainLoss())) {
      stop(trial);
      engine.fail(trial.id());
      fail(
          trial,
          ErrorKind.DIVERGED,
          "the training loss is no longer finite at epoch " + trial.epoch());
    } else if (trial.complete()) {
      tell(
          trial,
          new Evaluation.Measured(trial.id(), trial.fitness(), trial.secondsPerEpoch()),
          decision);
    } else if (!decision.goesOn()) {
      trial.paused = decision instanceof Decision.Pause;
      stop(trial);
      tell(trial, Verdicts.evaluation(trial, decision), decision);
    }
  }

  private void stop(TrialState trial) {
    trial.stopped = true;
    jobs.cancel(trial.id());
  }

  private void tell(TrialState trial, Evaluation evaluation, Decision decision) {
    trial.evaluation = evaluation;
    strategy.tell(evaluation);
    chronicle.evaluated(trial, evaluation, decision.why());
    duplicates
        .getOrDefault(trial.id(), List.of())
        .forEach(duplicate -> tellDuplicate(trial, duplicate));
  }

  private void tellDuplicate(TrialState first, TrialState duplicate) {
    if (first.failure != null) {
      fail(duplicate, first.failure, "the same network as " + first.id());
      return;
    }
    Evaluation evaluation = Verdicts.of(duplicate.id(), Objects.requireNonNull(first.evaluation));
    duplicate.evaluation = evaluation;
    strategy.tell(evaluation);
    chronicle.duplicated(duplicate, evaluation, first.id());
  }

  private void fail(TrialState trial, ErrorKind kind, String message) {
    Evaluation.Failed failed = new Evaluation.Failed(trial.id(), kind + ": " + message);
    trial.evaluation = failed;
    trial.failure = kind;
    strategy.tell(failed);
    chronicle.failed(trial, kind, message);
    duplicates
        .getOrDefault(trial.id(), List.of())
        .forEach(duplicate -> tellDuplicate(trial, duplicate));
  }

  private void end(TrialState trial, TrialEnd end) {
    trial.ended();
    inFlight--;
    chronicle.ended();
    pruning.ended(trial);
    if (trial.stopped || trial.measured()) {
      return;
    }
    if (end instanceof TrialEnd.Failed failed) {
      if (failed.kind().retried() && trial.fruitless() < plan.attempts()) {
        train(trial);
      } else if (failed.kind() == ErrorKind.STORAGE) {
        throw Refusal.storage(
            "%s. Make room or mend the right to write, then resume the search"
                .formatted(failed.message()));
      } else {
        engine.fail(trial.id());
        fail(trial, failed.kind(), failed.message());
      }
    } else {
      events.add(
          new Event.Stop(
              "Spark ended the training of " + trial.id() + ", which nobody here cancelled"));
    }
  }

  /**
   * Takes up a search that was interrupted: the strategy is asked and told again what it was, in
   * that order, and the engine sees the curves again. Trainings that have no outcome go on from
   * their checkpoints.
   */
  void restore(History history) {
    for (History.Step step : history.steps()) {
      if (step instanceof History.Asked asked) {
        askAgain(asked);
      } else if (step instanceof History.Told told) {
        tellAgain(told);
      }
    }
    history.reports().forEach(this::observeAgain);
    finalists.addAll(
        history.finalists().stream().map(this::trial).filter(t -> !t.measured()).toList());
    finalistsChosen = !history.finalists().isEmpty();
    finalists.forEach(trial -> engine.exempt(trial.id()));
    if (finalistsChosen) {
      chronicle.finalists(history.finalists());
    }
  }

  private void askAgain(History.Asked asked) {
    List<Candidate> again = strategy.ask(1);
    if (again.isEmpty() || !again.get(0).genome().equals(asked.genome())) {
      throw Refusal.preflight(
          "the search cannot be resumed: candidate %s was %s, the strategy now gives %s. Use the version and the settings that began it"
              .formatted(
                  asked.candidateId(),
                  asked.genome(),
                  again.isEmpty() ? "none" : again.get(0).genome()));
    }
    admit(again.get(0)).ifPresent(unfinished::add);
  }

  private void tellAgain(History.Told told) {
    TrialState trial = trial(told.evaluation().candidateId());
    boolean known =
        trial.evaluation != null && trial.evaluation.getClass() == told.evaluation().getClass();
    unfinished.remove(trial);
    trial.evaluation = told.evaluation();
    trial.failure = told.failure();
    trial.stopped = told.evaluation() instanceof Evaluation.Predicted;
    if (!known) {
      strategy.tell(told.evaluation());
      chronicle.restored(trial, told, firstOfKind.get(kind(trial.candidate)) == trial);
    }
  }

  private void observeAgain(EpochReport report) {
    TrialState trial = trial(report.candidateId());
    boolean first = trial.observe(report);
    chronicle.restored(report);
    if (first && trial.failure == null) {
      Decision decision = engine.observe(trial.id(), Points.of(report.metrics())).decision();
      if (trial.evaluation == null && !trial.stopped) {
        decide(trial, report, decision); // it died between the report and its decision
        unfinished.removeIf(other -> other.evaluation != null);
      }
    }
  }

  /** Deletes the checkpoints that nobody will go on from. */
  void prune() {
    pruning.last(trials.keySet());
  }

  /** The best network that was trained for the search's epochs; empty where none was. */
  Optional<TrialState> winner() {
    return trials.values().stream()
        .filter(trial -> trial.measured() && trial.epoch() >= plan.epochs())
        .max(Comparator.comparingDouble(TrialState::fitness));
  }

  private TrialState trial(String id) {
    return Objects.requireNonNull(trials.get(id), () -> "no candidate " + id);
  }
}
