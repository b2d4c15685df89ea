package io.rookery.submit;

import io.rookery.spark.config.OptionsPage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rookery options}: the page docs/options.md. */
@Command(
    name = "options",
    description = "Prints every setting with its default, as Markdown.",
    mixinStandardHelpOptions = true)
final class OptionsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(OptionsPage.markdown());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
