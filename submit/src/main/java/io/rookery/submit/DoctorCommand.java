package io.rookery.submit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ExitCode;
import io.rookery.spark.config.Settings;
import io.rookery.spark.doctor.Doctor;
import io.rookery.spark.doctor.Finding;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rookery doctor}: whether a search with these options would go well here. */
@Command(
    name = "doctor",
    description =
        "Checks data, output, executors, GPUs and native code with one task on each executor; takes the options of rookery run. Exit code 3 where a search would fail.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SearchArguments arguments = new SearchArguments();

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  private final List<Finding> findings = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    Finding java = Doctor.java();
    tell(java);
    if (java.level() != Finding.Level.FAIL) {
      SparkConf conf = arguments.conf();
      examine(conf, arguments.settings(conf));
    }
    boolean failed = findings.stream().anyMatch(f -> f.level() == Finding.Level.FAIL);
    if (json) {
      print(spec.commandLine().getOut(), json(!failed));
    }
    return (failed ? ExitCode.PREFLIGHT : ExitCode.DONE).code();
  }

  private void examine(SparkConf conf, Settings settings) throws InterruptedException {
    try (Session session = session(conf)) {
      if (session != null) {
        new Doctor(session.spark(), settings, this::note, this::tell).examine();
      }
    }
  }

  private @Nullable Session session(SparkConf conf) {
    try {
      Masters.require(conf.get("spark.master"));
      return Session.open(conf);
    } catch (Exception e) {
      // The boundary to Spark, which throws whatever it likes, checked exceptions too: that it does
      // not start is what is to be said.
      tell(Doctor.noSession(conf.get("spark.master"), String.valueOf(e.getMessage())));
      return null;
    }
  }

  private void tell(Finding finding) {
    findings.add(finding);
    if (!json) {
      print(spec.commandLine().getOut(), finding.line());
    }
  }

  private void note(String message) {
    print(spec.commandLine().getErr(), message);
  }

  private String json(boolean ok) {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("ok", ok);
    var checks = result.putArray("checks");
    findings.forEach(finding -> checks.add(finding.json()));
    return result.toString();
  }

  private static void print(PrintWriter to, String line) {
    to.println(line);
    to.flush();
  }
}
