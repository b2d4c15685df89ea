package io.rookery.submit;

/** What a drill shows, for whoever runs it: docs/reliability.md quotes it. */
final class Report {

  private Report() {}

  static void print(String line) {
    System.out.println("DRILL " + line);
  }
}
