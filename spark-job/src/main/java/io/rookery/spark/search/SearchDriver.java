package io.rookery.spark.search;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchStrategy;
import io.rookery.predictor.Decision;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.Verdict;
import io.rookery.spark.Refusal;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.metrics.EpochReport;
import io.rookery.spark.trial.ErrorKind;
import io.rookery.spark.trial.TrialEnd;
import io.rookery.spark.trial.TrialJobs;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

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
  private final Teller teller;
  private final BlockingQueue<Event> events;
  private final Pruning pruning;

  private final Roster roster;
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
    this.teller = new Teller(strategy, chronicle);
    this.roster = new Roster(plan, engine, teller, chronicle);
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
        end(roster.trial(ended.candidateId()), ended.end()); // its slot is free
      } else if (event instanceof Event.Noticed noticed) {
        chronicle.noticed(noticed.message());
      } else {
        jobs.cancelAll();
        return SearchEnd.STOPPED;
      }
    }
  }

  /**
   * The network that deserves the next free slot: one whose training was interrupted, a paused one
   * that deserves it more than a new one, a new one, any paused one that is worth its epochs, at
   * last one of the best to be measured.
   */
  private Optional<TrialState> next() {
    return Optional.ofNullable(unfinished.poll())
        .or(() -> thawed(asking()))
        .or(this::fresh)
        .or(() -> thawed(false))
        .or(this::finalist);
  }

  private boolean asking() {
    return roster.size() < plan.candidates() && !exhausted;
  }

  private Optional<TrialState> thawed(boolean newcomer) {
    while (true) {
      Optional<TrialState> chosen = engine.next(newcomer).map(roster::trial);
      if (chosen.isEmpty() || !chosen.get().inFlight) {
        return chosen;
      }
      chosen.get().returning = true; // its slot is not free yet, and is its own again when it is
    }
  }

  private Optional<TrialState> fresh() {
    while (asking()) {
      List<Candidate> asked = strategy.ask(1);
      if (asked.isEmpty()) {
        exhausted = inFlight == 0; // nobody is left whose result it could wait for
        break;
      }
      pruning.admitted(asked.get(0));
      Optional<TrialState> admitted = roster.admit(asked.get(0));
      if (admitted.isPresent()) {
        return admitted;
      }
    }
    return Optional.empty();
  }

  private Optional<TrialState> finalist() {
    if (!finalistsChosen && !asking() && inFlight == 0) {
      settle();
      finalistsChosen = true;
      engine.best(plan.finishTop()).stream()
          .map(roster::trial)
          .filter(t -> !t.measured())
          .forEach(finalists::add);
      finalists.forEach(trial -> engine.exempt(trial.id()));
      chronicle.finalists(finalists.stream().map(TrialState::id).toList());
    }
    return Optional.ofNullable(finalists.poll());
  }

  /** None of those that are still paused deserves more epochs: what is predicted of them counts. */
  private void settle() {
    for (TrialState trial : roster.all()) {
      if (trial.paused && !trial.measured()) {
        trial.paused = false;
        engine.giveUp(trial.id());
        Evaluation evaluation = Verdicts.predicted(trial, engine.prediction(trial.id()));
        teller.tell(trial, evaluation, Outcome.PREDICTED, Verdicts.settled(trial));
      }
    }
  }

  private void train(TrialState trial) {
    List<EpochReport> late = List.copyOf(trial.late);
    trial.late.clear();
    trial.stopped = false;
    trial.paused = false;
    chronicle.resumed(late.size());
    late.forEach(this::observe);
    if (!trial.stopped && !trial.complete()) {
      inFlight++;
      chronicle.submitted(trial);
      jobs.submit(trial.order(), trial.isLast(plan.attempts()));
    }
  }

  private void observe(EpochReport report) {
    TrialState trial = roster.trial(report.candidateId());
    if (trial.stopped || trial.failure != null) {
      trial.late.add(report);
      chronicle.late();
      return;
    }
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
      teller.fail(
          trial,
          ErrorKind.DIVERGED,
          "the training loss is no longer finite at epoch " + trial.epoch());
    } else if (trial.complete()) {
      teller.tell(
          trial,
          new Evaluation.Measured(trial.id(), trial.fitness(), trial.secondsPerEpoch()),
          Outcome.MEASURED,
          decision.why());
    } else if (!decision.goesOn()) {
      stop(trial);
      trial.paused = decision instanceof Decision.Pause;
      trial.pausedBy = decision.why();
      teller.tell(
          trial,
          Verdicts.evaluation(trial, decision),
          trial.paused ? Outcome.PAUSED : Outcome.PREDICTED,
          decision.why());
    }
  }

  private void stop(TrialState trial) {
    trial.stopped = true;
    jobs.cancel(trial.id());
  }

  private void end(TrialState trial, TrialEnd end) {
    trial.ended();
    inFlight--;
    chronicle.ended();
    pruning.ended(trial);
    if (trial.returning) {
      trial.returning = false;
      train(trial);
    } else if (trial.stopped || trial.measured()) {
      return;
    } else if (end instanceof TrialEnd.Failed failed) {
      if (failed.kind().retried() && trial.fruitless() < plan.attempts()) {
        train(trial);
      } else if (failed.kind() == ErrorKind.STORAGE) {
        throw Refusal.storage(
            "%s. Make room or mend the right to write, then resume the search"
                .formatted(failed.message()));
      } else {
        engine.fail(trial.id());
        teller.fail(trial, failed.kind(), failed.message());
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
        pruning.admitted(roster.admitAgain(asked, strategy.ask(1)));
      } else if (step instanceof History.Told told) {
        teller.tellAgain(roster.again(told.evaluation().candidateId()), told);
      }
    }
    roster.all().forEach(teller::tellMissed);
    history.reports().forEach(this::observeAgain);
    roster.all().forEach(this::takeUp);
    finalists.addAll(
        history.finalists().stream().map(roster::again).filter(t -> !t.measured()).toList());
    finalistsChosen = !history.finalists().isEmpty();
    finalists.forEach(trial -> engine.exempt(trial.id()));
    if (finalistsChosen) {
      chronicle.finalists(history.finalists());
    }
  }

  private void observeAgain(EpochReport report) {
    TrialState trial = roster.again(report.candidateId());
    if (trial.endedAt < report.metrics().epoch()) {
      engine.exempt(trial.id()); // only to be measured does a network that was ended train on
    }
    boolean first = trial.observe(report);
    chronicle.restored(report);
    if (first && trial.failure == null) {
      Decision decision = engine.observe(trial.id(), Points.of(report.metrics())).decision();
      trial.paused = decision instanceof Decision.Pause;
      trial.pausedBy = decision.why();
      if (trial.undecided()) {
        decide(trial, report, decision); // it died between the report and its decision
      }
    }
  }

  /** Deletes the checkpoints that nobody will go on from. */
  void prune() {
    pruning.last(roster.all().stream().map(TrialState::id).toList());
  }

  /** Where a network stands after all its reports were observed again. */
  private void takeUp(TrialState trial) {
    if (trial.outcome == Outcome.PREDICTED) {
      trial.paused = false;
      engine.giveUp(trial.id());
    }
    if (trial.training()) {
      unfinished.add(trial);
    }
  }

  /** Every candidate of the search. */
  Roster roster() {
    return roster;
  }
}
