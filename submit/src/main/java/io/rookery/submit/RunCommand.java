package io.rookery.submit;

import io.rookery.spark.ExitCode;
import io.rookery.spark.config.Settings;
import io.rookery.spark.search.Preview;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rookery run}: one search, from the configuration to the named winner. */
@Command(
    name = "run",
    description =
        "Runs a search; without options, over the shipped Fashion-MNIST sample on local Spark.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private SearchArguments arguments = new SearchArguments();

  @Option(names = "--json", description = "one JSON object at the end on standard output")
  private boolean json;

  @Option(
      names = "--dry-run",
      description = "the effective configuration and the first candidates, without training")
  private boolean dryRun;

  @Override
  public Integer call() throws Exception {
    SparkConf conf = arguments.conf();
    Settings settings = arguments.settings(conf);
    Masters.require(conf.get("spark.master"));
    try (Session session = Session.open(conf)) {
      SparkSession spark = session.spark();
      if (dryRun) {
        Terminal terminal = Terminal.of(spec.commandLine(), json);
        print(Preview.of(spark, settings, terminal::noticed).text());
        return ExitCode.DONE.code();
      }
      return Relaunch.exitCode(Foreground.run(session, settings, spec.commandLine(), json));
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
