package io.rookery.submit;

import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rookery report}: the page of one search, or of several beside each other. */
@Command(
    name = "report",
    description = "Writes report.html, one file that needs no network, from a search's results.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "folder that a search wrote; two or more are compared")
  private List<String> folders = List.of();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "default: report.html in the folder; of a comparison: comparison.html here")
  private @Nullable String output;

  @Override
  public Integer call() throws IOException {
    Configuration conf = new Configuration();
    List<Path> searches = folders.stream().map(Path::new).toList();
    Path target = target(searches);
    try {
      Report.write(searches, conf, target);
    } catch (LedgerException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Refusal.storage("cannot write %s: %s".formatted(target, e));
    }
    spec.commandLine().getOut().println(target);
    spec.commandLine().getOut().flush();
    return ExitCode.DONE.code();
  }

  private Path target(List<Path> searches) {
    if (output != null) {
      return new Path(output);
    }
    return searches.size() > 1
        ? new Path("comparison.html")
        : new Path(searches.get(0), Report.FILE);
  }
}
