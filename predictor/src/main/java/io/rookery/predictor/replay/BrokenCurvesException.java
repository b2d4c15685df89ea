package io.rookery.predictor.replay;

import java.io.IOException;

/** A file of curves that cannot be replayed; the message names the file, the line and the cure. */
public final class BrokenCurvesException extends IOException {

  private static final long serialVersionUID = 1;

  /** Says {@code problem} of {@code file} as a whole. */
  public BrokenCurvesException(String file, String problem) {
    super(file + ": " + problem);
  }

  /**
   * Says {@code problem} of one place in {@code file}.
   *
   * @param place such as "line 7", counted from 1
   */
  public BrokenCurvesException(String file, String place, String problem) {
    super(file + ", " + place + ": " + problem);
  }
}
