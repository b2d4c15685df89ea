package io.rookery.submit;

import io.rookery.spark.ExitCode;
import io.rookery.spark.search.StopRequest;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rookery stop}: ends a search cleanly, wherever its driver runs. */
@Command(
    name = "stop",
    description =
        "Asks a search to stop, through its folder alone; what it knows is written, and it can be resumed.",
    mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {

  private static final long LOOK_MILLIS = 500;

  @Spec private CommandSpec spec;
  @Mixin private Folder folder = new Folder();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "the longest wait for its end (${DEFAULT-VALUE}); 0 to only ask")
  private long seconds;

  @Override
  public Integer call() throws InterruptedException {
    SearchState state = state();
    if (state.over()) {
      print("it has ended already\n" + state.text(folder.path().toString()));
      return ExitCode.DONE.code();
    }
    if (state.silent()) {
      print(state.text(folder.path().toString()));
      return ExitCode.DONE.code();
    }
    new StopRequest(folder.hadoop(), folder.path()).ask();
    state = await(state);
    if (seconds > 0 && !state.over()) {
      print("asked; it has not ended within %d s".formatted(seconds));
      return ExitCode.UNEXPECTED.code();
    }
    print(seconds > 0 ? state.text(folder.path().toString()) : "asked");
    return ExitCode.DONE.code();
  }

  private SearchState await(SearchState before) throws InterruptedException {
    SearchState state = before;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!state.over() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      state = state();
    }
    return state;
  }

  private SearchState state() {
    return new SearchState(folder.status(), Instant.now());
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
