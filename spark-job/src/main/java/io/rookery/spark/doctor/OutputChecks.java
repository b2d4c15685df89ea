package io.rookery.spark.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The output folder, from both sides: executors keep checkpoints there, the driver tables. */
final class OutputChecks {

  private OutputChecks() {}

  static Finding driver(String folder, @Nullable String problem) {
    String asked = "to write in " + folder + " from the driver";
    return problem == null
        ? Finding.ok("output.driver", asked, "that")
        : Finding.fail(
            "output.driver", asked, problem, "mend the right to write, or --output another folder");
  }

  static List<Finding> of(Evidence evidence) {
    String asked = "to write there from the executors too";
    List<ExecutorFacts> broken = evidence.where(facts -> facts.output() != null);
    return List.of(
        broken.isEmpty()
            ? Finding.ok("output.executors", asked, "that from all")
            : Finding.fail(
                "output.executors",
                asked,
                "%s on %s".formatted(broken.get(0).output(), ExecutorFacts.where(broken)),
                "--output a folder that all machines share, such as hdfs:// or s3a://"));
  }
}
