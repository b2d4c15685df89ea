package io.rookery.submit;

/** The terminal that a person looks at, where there is one. */
final class Screen {

  /** Goes back to the start of the line, and clears it. */
  static final String CLEAR_LINE = "\r\u001b[2K";

  private Screen() {}

  /** Whether a line can be written over. */
  static boolean refreshes() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }
}
