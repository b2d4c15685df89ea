package io.rookery.submit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.draw.ArchitectureDrawing;
import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.Layers;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rookery sample}: networks of a space, and what they cost; nothing is trained. */
@Command(
    name = "sample",
    description =
        "Draws networks from a search space: genomes, parameters, multiply-adds, a picture.",
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1", paramLabel = "SPACE", description = "its name, see rookery list spaces")
  private String space = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "10",
      description = "networks, at least 1 (${DEFAULT-VALUE})")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "the same one draws the same networks (${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--genome",
      paramLabel = "TEXT",
      description = "this one instead of drawn ones, as the tables write it")
  private @Nullable String genome;

  @Option(
      names = "--image",
      paramLabel = "CxHxW",
      defaultValue = "1x28x28",
      description = "channels, height and width of an image (${DEFAULT-VALUE})")
  private String image = "";

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "10",
      description = "scores a network gives (${DEFAULT-VALUE})")
  private int classes;

  @Option(names = "--config", paramLabel = "FILE", description = "HOCON file; a later one wins")
  private List<File> files = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "one setting, such as rookery.space.nsga-net-macro.nodes=6")
  private List<String> assignments = List.of();

  @Option(names = "--svg", paramLabel = "FILE", description = "the first network as a picture")
  private @Nullable Path svg;

  @Option(names = "--json", description = "one JSON array on standard output")
  private boolean json;

  @Override
  public Integer call() {
    if (count < 1) {
      throw Refusal.usage("--count must be at least 1: " + count);
    }
    Layers layers = new Layers().environment(System.getenv());
    files.forEach(layers::file);
    assignments.forEach(layers::option);
    layers.value("rookery.space.name", space, "SPACE");
    List<Sample> samples = samples(layers.settings().space(Problems.of(image, classes)));
    spec.commandLine().getOut().println(json ? json(samples) : text(samples));
    spec.commandLine().getOut().flush();
    if (svg != null) {
      draw(samples, svg);
    }
    return ExitCode.DONE.code();
  }

  private List<Sample> samples(SearchSpace<?> from) {
    try {
      return genome == null ? Sample.drawn(from, count, seed) : List.of(Sample.read(from, genome));
    } catch (InvalidArchitecture e) {
      throw Refusal.usage("--genome: " + e.getMessage());
    }
  }

  private static String text(List<Sample> samples) {
    StringBuilder text = new StringBuilder();
    for (Sample sample : samples) {
      text.append(sample.genome()).append(System.lineSeparator());
      text.append(
          sample.architecture() == null
              ? "    no network: %s%n".formatted(sample.invalid())
              : "    %,d parameters, %,d multiply-adds, depth %d%n"
                  .formatted(
                      sample.architecture().parameters(),
                      sample.architecture().multiplyAdds(),
                      sample.architecture().depth()));
    }
    return text.toString().stripTrailing();
  }

  private static String json(List<Sample> samples) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Sample sample : samples) {
      var object = array.addObject().put("genome", sample.genome());
      if (sample.architecture() == null) {
        object.put("invalid", sample.invalid());
      } else {
        object
            .put("parameters", sample.architecture().parameters())
            .put("multiplyAdds", sample.architecture().multiplyAdds())
            .put("depth", sample.architecture().depth());
      }
    }
    return array.toString();
  }

  private void draw(List<Sample> samples, Path file) {
    Sample first =
        samples.stream()
            .filter(sample -> sample.architecture() != null)
            .findFirst()
            .orElseThrow(() -> Refusal.usage("--svg: none of these is a network"));
    String title = space + "  " + first.genome();
    try {
      Files.writeString(
          file,
          ArchitectureDrawing.svg(Objects.requireNonNull(first.architecture()), title),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Refusal.storage("cannot write %s: %s".formatted(file, e));
    }
  }
}
