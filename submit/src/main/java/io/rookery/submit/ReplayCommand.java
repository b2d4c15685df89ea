package io.rookery.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.predictor.Metric;
import io.rookery.predictor.preset.Preset;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.predictor.replay.CurvesPicture;
import io.rookery.predictor.replay.Replay;
import io.rookery.predictor.replay.ReplayResult;
import io.rookery.predictor.replay.ReplaySheet;
import io.rookery.predictor.replay.ReplayTable;
import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.Layers;
import io.rookery.spark.config.Settings;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rookery replay}: what a predictor and rules would have made of recorded curves. */
@Command(
    name = "replay",
    description =
        "Replays recorded learning curves through a predictor and stopping rules, as a search would.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--curves",
      required = true,
      split = ",",
      paramLabel = "FILE",
      description = {
        "CSV (gzipped or not) or Parquet with curve_id, epoch, fitness, or the folder of a search;",
        "docs/engine.md says what else a file may hold"
      })
  private List<String> curves = List.of();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "predictor, rules and guards by one name: default, penguin, safe, fast")
  private @Nullable String preset;

  @Option(
      names = "--predictor",
      paramLabel = "P",
      description = {
        "what predicts; 'rookery list predictors' names all. Without --rules and --preset the rule",
        "is prediction-converged without guards, of empirical-bayes those of the preset default"
      })
  private @Nullable String predictor;

  @Option(
      names = "--rules",
      split = ",",
      paramLabel = "R",
      description = "stopping rules, in order; 'rookery list rules' names all")
  private @Nullable List<String> rules;

  @Option(names = "--config", paramLabel = "FILE", description = "HOCON file; a later one wins")
  private List<File> files = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "one setting, such as rookery.rule.target-error.tau=2")
  private List<String> assignments = List.of();

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "what fitness is: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Metric metric = Metric.ACCURACY;

  @Option(
      names = "--horizon",
      paramLabel = "H",
      description = "the epoch whose fitness counts; default: the last one in the file")
  private @Nullable Double horizon;

  @Option(
      names = "--slots",
      split = ",",
      paramLabel = "N",
      description = "networks in training at a time (${DEFAULT-VALUE})")
  private List<Integer> slots = List.of(1);

  @Option(
      names = "--orders",
      paramLabel = "K",
      description = "random orders of arrival (${DEFAULT-VALUE})")
  private int orders = 10;

  @Option(names = "--seed", paramLabel = "S", description = "of the orders (${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--compare",
      description =
          "the reference, last value, ASHA and the median rule beside it, and comparison.svg")
  private boolean compare;

  @Option(names = "--json", description = "JSON on standard output: an object, of several an array")
  private boolean json;

  @Option(names = "--markdown", description = "a Markdown table on standard output")
  private boolean markdown;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = {
        "folder for networks.csv and networks.parquet, curves.svg, and comparison.svg;",
        "of several replays the tables lie in folders of their own"
      })
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    List<Replay> replays = slots.stream().map(this::replay).toList();
    List<Contender> contenders = contenders();
    ReplayOutput written = new ReplayOutput(output, metric, new Configuration());
    try {
      List<CurveSet> sets = Curves.read(curves, metric);
      written.prepare();
      replay(replays, contenders, sets, written);
      if (compare) {
        written.comparison();
      }
    } catch (ReplayOutput.Failure e) {
      throw Refusal.storage(String.valueOf(e.getMessage()));
    }
    return ExitCode.DONE.code();
  }

  private void replay(
      List<Replay> replays, List<Contender> contenders, List<CurveSet> sets, ReplayOutput written)
      throws ReplayOutput.Failure {
    ReplayProgress progress = ReplayProgress.of(spec.commandLine());
    List<ObjectNode> objects = new ArrayList<>();
    List<CurvesPicture.Row> rows = new ArrayList<>();
    boolean one = sets.size() * replays.size() * contenders.size() == 1;
    for (Replay replay : replays) {
      for (CurveSet set : sets) {
        for (Contender contender : contenders) {
          ReplayResult result = run(replay, set, contender, progress);
          objects.add(ReplayJson.of(contender, result));
          written.networks(result, one);
          if (contender == contenders.get(contenders.size() - 1) && replay == replays.get(0)) {
            rows.add(new CurvesPicture.Row(set, result));
          }
        }
      }
    }
    progress.end();
    print(json ? ReplayJson.of(objects) + "\n" : table(written.results()));
    written.curves(rows);
  }

  private String table(List<ReplayResult> results) {
    return markdown ? ReplayTable.of(results) : ReplaySheet.of(results);
  }

  private ReplayResult run(
      Replay replay, CurveSet set, Contender contender, ReplayProgress progress) {
    try {
      progress.begin(set, contender.subject().name(), orders);
      return replay.run(set, contender.subject(), progress::done);
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("--horizon: " + e.getMessage());
    }
  }

  private Replay replay(int slots) {
    try {
      OptionalDouble epoch = horizon == null ? OptionalDouble.empty() : OptionalDouble.of(horizon);
      return new Replay(new Replay.Settings(metric, epoch, slots, orders, seed));
    } catch (IllegalArgumentException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    }
  }

  /** The one that was asked for, after what it is compared with. */
  private List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>(compare ? Contender.baselines(metric) : List.of());
    Settings settings = settings();
    String label = compare && predictor == null && rules == null ? "default" : "";
    contenders.add(Contender.of(preset == null ? label : preset, settings, metric));
    return contenders;
  }

  private Settings settings() {
    Layers layers = new Layers().replaying(metric).environment(System.getenv());
    files.forEach(layers::file);
    layers.option("rookery.preset", presetName(), "option --preset");
    if (predictor != null) {
      layers.option("rookery.predictor.name", predictor, "option --predictor");
    }
    if (rules != null) {
      layers.option("rookery.rules", "[" + String.join(", ", rules) + "]", "option --rules");
    }
    assignments.forEach(layers::option);
    return layers.settings();
  }

  private String presetName() {
    if (preset != null) {
      return preset;
    }
    boolean ours = predictor == null || predictor.equals(Preset.DEFAULT.predictor());
    return (ours || rules != null ? Preset.DEFAULT : Preset.PENGUIN).id();
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
