package io.rookery.submit;

import io.rookery.spark.ExitCode;
import io.rookery.spark.search.Networks;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rookery export}: a network of a search, for use elsewhere. */
@Command(
    name = "export",
    description = {
      "Writes a network of a search for use elsewhere.",
      "djl: a folder for DJL, DJL Serving and DJL's Spark extension; onnx: one file, operator set"
          + " 17, any batch, normalisation inside; graph: JSON and SVG, without weights.",
      "The winner's weights are kept for good, and those of the best"
          + " rookery.search.keepCheckpoints; the graph can be had of every network."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1", paramLabel = "DIR", description = "folder that a search wrote")
  private String folder = "";

  @Option(
      names = "--candidate",
      paramLabel = "ID",
      defaultValue = Networks.BEST,
      description = "which network: its id, or best (${DEFAULT-VALUE})")
  private String candidate = Networks.BEST;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "NAME",
      description = "djl, onnx or graph")
  private String format = "";

  @Option(names = "--to", required = true, paramLabel = "PATH", description = "new folder to write")
  private String to = "";

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "where the search's images are now; needed for another network than the winner")
  private @Nullable String data;

  @Override
  public Integer call() {
    Networks networks = Networks.in(new Configuration(), new Path(folder));
    Networks.Exported exported = networks.export(candidate, format, new Path(to), data);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%s in %s: %s"
            .formatted(exported.candidateId(), exported.to(), String.join(", ", exported.files())));
    if (!exported.note().isEmpty()) {
      out.println("note: " + exported.note());
    }
    out.flush();
    return ExitCode.DONE.code();
  }
}
