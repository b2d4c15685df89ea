package io.rookery.spark.search;

import io.rookery.spark.trial.TrialEnd;
import io.rookery.spark.trial.TrialListener;
import java.util.Queue;

/** Puts what trainings have to tell into the driver's queue. */
final class Mailbox implements TrialListener {

  private final Queue<Event> events;

  Mailbox(Queue<Event> events) {
    this.events = events;
  }

  @Override
  public void ended(String candidateId, TrialEnd end) {
    events.add(new Event.Ended(candidateId, end));
  }

  @Override
  public void noticed(String message) {
    events.add(new Event.Noticed(message));
  }

  @Override
  public void blocked(String message) {
    events.add(new Event.Noticed(message));
    events.add(new Event.Stop(message));
  }
}
