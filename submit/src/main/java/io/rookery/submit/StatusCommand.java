package io.rookery.submit;

import io.rookery.spark.ExitCode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rookery status}: how a search goes, wherever its driver runs. */
@Command(
    name = "status",
    description =
        "Says how a search goes, from its folder alone; wherever its driver runs, also after its end.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  private static final long LOOK_SECONDS = 2;

  /** A driver in the cluster begins when there is room for it. */
  private static final Duration BEGINS = Duration.ofMinutes(10);

  @Spec private CommandSpec spec;
  @Mixin private Folder folder = new Folder();

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Option(
      names = "--wait",
      description =
          "until the search has ended, or shows itself no more; for one that has not begun, 10 minutes at most")
  private boolean wait;

  @Option(
      names = "--exit-code",
      description =
          "end with the search's own exit code, which a driver in the cluster cannot hand on; 0 while it runs")
  private boolean exitCode;

  @Override
  public Integer call() throws InterruptedException {
    if (wait && !folder.holdsSearch()) {
      awaitBeginning();
    }
    SearchState state = new SearchState(folder.status(), Instant.now());
    while (wait && !state.over() && !state.silent()) {
      TimeUnit.SECONDS.sleep(LOOK_SECONDS);
      state = new SearchState(folder.status(), Instant.now());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? state.json() : state.text(folder.path().toString()));
    out.flush();
    return exitCode ? state.exitCode() : ExitCode.DONE.code();
  }

  private void awaitBeginning() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "no search in %s yet: waits for it, %d minutes at most"
            .formatted(folder.path(), BEGINS.toMinutes()));
    err.flush();
    long end = System.nanoTime() + BEGINS.toNanos();
    while (!folder.holdsSearch() && System.nanoTime() < end) {
      TimeUnit.SECONDS.sleep(LOOK_SECONDS);
    }
  }
}
