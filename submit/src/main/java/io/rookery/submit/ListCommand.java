package io.rookery.submit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rookery.spark.config.Plugins;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rookery list}: what can be chosen by name. */
@Command(
    name = "list",
    description = "Lists what can be chosen by name, with its source.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  enum Kind {
    STRATEGIES("strategy"),
    SPACES("space"),
    PREDICTORS("predictor"),
    RULES("rule"),
    CURVES("curve");

    private final String kind;

    Kind(String kind) {
      this.kind = kind;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(arity = "1", description = "one of ${COMPLETION-CANDIDATES}")
  private Kind kind;

  @Option(names = "--json", description = "one JSON array on standard output")
  private boolean json;

  @Override
  public Integer call() {
    List<Plugins.Entry> entries =
        Plugins.all().stream().filter(entry -> entry.kind().equals(kind.kind)).toList();
    spec.commandLine().getOut().println(json ? json(entries) : text(entries));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static String text(List<Plugins.Entry> entries) {
    int width = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Plugins.Entry entry : entries) {
      text.append(
          "%-"
              .concat(width + "s  %s%n%" + (width + 2) + "s%s%n")
              .formatted(entry.name(), entry.summary(), "", entry.source()));
    }
    return text.toString().stripTrailing();
  }

  private static String json(List<Plugins.Entry> entries) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    entries.forEach(
        entry ->
            array
                .addObject()
                .put("name", entry.name())
                .put("summary", entry.summary())
                .put("source", entry.source()));
    return array.toString();
  }
}
