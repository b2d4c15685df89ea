package io.rookery.submit;

import io.rookery.nas.Candidate;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.bench.TabularBenchmark;
import io.rookery.nas.bench.TabularSearch;
import io.rookery.predictor.Metric;
import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.Layers;
import io.rookery.spark.config.Settings;
import io.rookery.spark.curves.TableFiles;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rookery benchmark}: searches that a table answers instead of trainings. */
@Command(
    name = "benchmark",
    description =
        "Searches a table of networks that are trained already, such as NAS-Bench-201: how far the"
            + " best found is behind the best there is. Nothing is trained.",
    mixinStandardHelpOptions = true)
final class BenchmarkCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--table",
      required = true,
      paramLabel = "FILE",
      description = "CSV (gzipped or not) or Parquet: genomes in the column arch, and figures")
  private String file = "";

  @Option(
      names = "--fitness",
      required = true,
      paramLabel = "COLUMN",
      description = "what strategies are told, such as a validation accuracy")
  private String fitness = "";

  @Option(
      names = "--test",
      paramLabel = "COLUMN",
      description = "regret in this column too, of the network chosen by --fitness")
  private @Nullable String test;

  @Option(
      names = "--seconds",
      paramLabel = "COLUMN",
      description = "how long a training takes; adds hours and how busy the slots were")
  private @Nullable String seconds;

  @Option(
      names = "--strategy",
      split = ",",
      paramLabel = "NAME",
      description = "see rookery list strategies; default: the configuration's")
  private @Nullable List<String> strategies;

  @Option(
      names = "--space",
      paramLabel = "SPACE",
      defaultValue = "nas-bench-201",
      description = "whose genomes the table holds (${DEFAULT-VALUE})")
  private String space = "";

  @Option(
      names = "--networks",
      split = ",",
      paramLabel = "N",
      defaultValue = "50,100,200,300,500",
      description = "asked for, at which to look (${DEFAULT-VALUE})")
  private List<Integer> counts = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "K",
      defaultValue = "100",
      description = "searches, of the seeds rookery.seed and those after it (${DEFAULT-VALUE})")
  private int seeds;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "1",
      description = "simulated: networks in training at a time (${DEFAULT-VALUE})")
  private int slots;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "what fitness is: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Metric metric = Metric.ACCURACY;

  @Option(
      names = "--image",
      paramLabel = "CxHxW",
      defaultValue = "3x32x32",
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
      description = "one setting, such as rookery.strategy.regularized-evolution.population=50")
  private List<String> assignments = List.of();

  @Option(names = "--json", description = "one JSON array on standard output")
  private boolean json;

  @Override
  public Integer call() {
    requireCounts();
    List<Settings> settings =
        strategies == null
            ? List.of(settings(null))
            : strategies.stream().map(this::settings).toList();
    SearchSpace<?> searched = settings.get(0).space(Problems.of(image, classes));
    TabularSearch.Answers answers =
        new TabularSearch.Answers(table(searched), fitness, metric == Metric.ACCURACY, seconds);
    List<BenchmarkResult> results =
        settings.stream().map(each -> result(each, searched, answers)).toList();
    print(
        json
            ? BenchmarkResult.json(results)
            : String.join("", results.stream().map(BenchmarkResult::text).toList())
                .stripTrailing());
    return ExitCode.DONE.code();
  }

  private BenchmarkResult result(
      Settings each, SearchSpace<?> searched, TabularSearch.Answers answers) {
    List<TabularSearch> searches = searches(each, searched, answers);
    return new BenchmarkResult(
        each.strategyName(),
        searches,
        regrets(searches, fitness),
        test == null ? List.of() : regrets(searches, test),
        seconds != null);
  }

  private List<Regret> regrets(List<TabularSearch> searches, String column) {
    return counts.stream().map(count -> Regret.of(searches, count, column)).toList();
  }

  private void print(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }

  private void requireCounts() {
    if (seeds < 1 || slots < 1 || counts.stream().anyMatch(count -> count < 1)) {
      throw Refusal.usage(
          "--seeds, --slots and --networks must be at least 1: %d, %d, %s"
              .formatted(seeds, slots, counts));
    }
  }

  private Settings settings(@Nullable String strategy) {
    Layers layers = new Layers().environment(System.getenv());
    files.forEach(layers::file);
    assignments.forEach(layers::option);
    layers.value("rookery.space.name", space, "option --space");
    if (strategy != null) {
      layers.value("rookery.strategy.name", strategy, "option --strategy");
    }
    return layers.settings();
  }

  /** The table, with the columns that are asked of it, of genomes of this space. */
  private TabularBenchmark table(SearchSpace<?> searched) {
    try {
      TabularBenchmark table = TableFiles.read(new Configuration(), file);
      table.best(fitness);
      if (test != null) {
        table.best(test);
      }
      if (seconds != null && table.best(seconds, false) <= 0) {
        throw Refusal.preflight("--seconds %s: a training that takes no time".formatted(seconds));
      }
      searched.read(table.architectures().get(0));
      return table;
    } catch (InvalidArchitecture e) {
      throw Refusal.preflight(
          "--table %s: holds no genomes of %s: %s".formatted(file, space, e.getMessage()));
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.preflight("--table " + e.getMessage());
    }
  }

  private List<TabularSearch> searches(
      Settings settings, SearchSpace<?> searched, TabularSearch.Answers answers) {
    List<TabularSearch> searches = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      searches.add(
          TabularSearch.run(
              settings.strategy(searched, metric, settings.seed() + i),
              answers,
              slots,
              Collections.max(counts)));
      requireAnswers(settings.strategyName(), searches.get(i));
    }
    return searches;
  }

  /** A result of what the table cannot say would be one in name only. */
  private void requireAnswers(String strategy, TabularSearch search) {
    search
        .otherBudget()
        .ifPresent(
            candidate -> {
              throw Refusal.usage(
                  ("%s trains networks %s times as long as usual, of which a table says nothing;"
                          + " take another strategy, or settings under rookery.strategy.%s that"
                          + " do not")
                      .formatted(strategy, candidate.budget(), strategy));
            });
    if (search.winner(Integer.MAX_VALUE).isEmpty() && search.unanswered() > 0) {
      String genome = search.asked().stream().findFirst().map(Candidate::genome).orElse("");
      throw Refusal.preflight(
          "--table %s: has no %s of %s, nor of %d more of %d networks that %s asked for"
              .formatted(
                  file, fitness, genome, search.unanswered() - 1, search.asked().size(), strategy));
    }
  }
}
