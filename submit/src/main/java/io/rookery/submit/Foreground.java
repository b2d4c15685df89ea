package io.rookery.submit;

import io.rookery.spark.ExitCode;
import io.rookery.spark.config.Settings;
import io.rookery.spark.search.Search;
import io.rookery.spark.search.SearchResult;
import io.rookery.spark.search.SearchRun;
import picocli.CommandLine;

/** One search on this terminal: progress, Ctrl-C, the summary, the exit code. */
final class Foreground {

  private Foreground() {}

  /**
   * Runs the search to its end.
   *
   * @param json whether to print the result for machines
   * @return the exit code
   */
  static ExitCode run(Session session, Settings settings, CommandLine command, boolean json)
      throws InterruptedException {
    Terminal terminal = Terminal.of(command, json);
    SearchRun search =
        Search.builder(session.spark()).settings(settings).listener(terminal).start();
    try (Interruption unused = new Interruption(search::stop)) {
      try {
        SearchResult result = search.await();
        terminal.summary(result);
        if (json) {
          command.getOut().println(result.json());
          command.getOut().flush();
        }
        return result.exitCode();
      } finally {
        session.awaitPages(); // here, since at Ctrl-C Spark ends as soon as the interruption has
      }
    }
  }
}
