package io.rookery.nas;

/**
 * A genome or graph that is no trainable network; the message says why. Thrown where a graph is
 * built, and turned into {@link Evaluation.Failed} by whoever asked for it.
 */
public final class InvalidArchitecture extends RuntimeException {

  private static final long serialVersionUID = 1;

  public InvalidArchitecture(String reason) {
    super(reason);
  }
}
