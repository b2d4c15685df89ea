package io.rookery.predictor.replay;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Replay results as a Markdown table, one line a result. */
public final class ReplayTable {

  private static final String HEADER =
      """
      | set | subject | slots | n | X | epochs | wall | MAE | stopped | median | p95 | rho | t5 | t10 | regret | worst | t5f | regretf | worstf | cover90 | µs/obs | ended |
      |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
      """;

  private ReplayTable() {}

  /** The table of {@code results}, in their order. */
  public static String of(List<ReplayResult> results) {
    return results.stream().map(ReplayTable::line).collect(Collectors.joining("", HEADER, ""));
  }

  /** One line of the table, without the header. */
  public static String line(ReplayResult r) {
    ReplayResult.Cost c = r.cost();
    ReplayResult.Errors e = r.errors();
    ReplayResult.Ranking k = r.ranking();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.3f | %.3f | %.2f | %.3f | %.3f | %s | %.1f | %s |%n",
        r.set(),
        r.subject(),
        r.slots(),
        r.networks(),
        c.x(),
        c.meanEpochs(),
        c.wallClockGain(),
        e.mae(),
        e.maeStopped(),
        e.median(),
        e.p95(),
        k.rho(),
        k.t5(),
        k.t10(),
        k.regretMean(),
        k.regretMax(),
        k.t5Finished(),
        k.regretFinishedMean(),
        k.regretFinishedMax(),
        Double.isNaN(e.coverage90())
            ? "–"
            : String.format(Locale.ROOT, "%.0f %%", 100 * e.coverage90()),
        c.microsPerObservation(),
        ended(c.shares()));
  }

  private static String ended(Map<String, Double> shares) {
    return new TreeMap<>(shares)
        .entrySet().stream()
            .map(s -> String.format(Locale.ROOT, "%s %.0f %%", s.getKey(), 100 * s.getValue()))
            .collect(Collectors.joining(", "));
  }
}
