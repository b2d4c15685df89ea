package io.rookery.predictor.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Replay results for a person: a block a curve set, a row a quantity, a column a subject. */
public final class ReplaySheet {

  private static final String GAP = "   ";

  private ReplaySheet() {}

  /**
   * The blocks of {@code results}; those of one set, horizon and number of slots stand together.
   */
  public static String of(List<ReplayResult> results) {
    Map<String, List<ReplayResult>> blocks = new LinkedHashMap<>();
    results.forEach(r -> blocks.computeIfAbsent(title(r), key -> new ArrayList<>()).add(r));
    StringBuilder text = new StringBuilder();
    blocks.forEach((title, block) -> text.append(title).append("\n\n").append(table(rows(block))));
    return text.toString();
  }

  private static String title(ReplayResult r) {
    return String.format(
        Locale.ROOT,
        "%s: %,d networks%s, horizon %s, %d %s of arrival, %d %s",
        r.set(),
        r.networks(),
        r.leftOut() == 0 ? "" : String.format(Locale.ROOT, " (%,d left out)", r.leftOut()),
        number(r.horizon()),
        r.orders(),
        r.orders() == 1 ? "order" : "orders",
        r.slots(),
        r.slots() == 1 ? "slot" : "slots");
  }

  private static List<List<String>> rows(List<ReplayResult> block) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("", block, ReplayResult::subject));
    rows.add(row("throughput X = horizon / mean epochs", block, r -> fixed(2, r.cost().x())));
    rows.add(row("mean epochs", block, r -> fixed(2, r.cost().meanEpochs())));
    rows.add(row("wall clock gained", block, r -> fixed(2, r.cost().wallClockGain())));
    TreeSet<String> ends = new TreeSet<>();
    block.forEach(r -> ends.addAll(r.cost().shares().keySet()));
    for (String end : ends) {
      String name = end.equals(Outcome.FINISHED) ? "trained to the end" : "stopped by " + end;
      rows.add(row(name, block, r -> percent(r.cost().shares().getOrDefault(end, 0.0))));
    }
    rows.add(row("mean absolute error", block, r -> fixed(2, r.errors().mae())));
    rows.add(row("  of the stopped", block, r -> fixed(2, r.errors().maeStopped())));
    rows.add(row("  median", block, r -> fixed(2, r.errors().median())));
    rows.add(row("  95th percentile", block, r -> fixed(2, r.errors().p95())));
    rows.add(row("rank correlation", block, r -> fixed(2, r.ranking().rho())));
    rows.add(row("true top 5 in the named top 5", block, r -> percent(r.ranking().t5())));
    rows.add(row("true top 10 in the named top 10", block, r -> percent(r.ranking().t10())));
    rows.add(row("regret of the named best", block, r -> fixed(3, r.ranking().regretMean())));
    rows.add(row("  worst order", block, r -> fixed(3, r.ranking().regretMax())));
    rows.add(row("true top 5 trained to the end", block, r -> percent(r.ranking().t5Finished())));
    rows.add(
        row("regret of the best measured", block, r -> fixed(3, r.ranking().regretFinishedMean())));
    rows.add(row("  worst order", block, r -> fixed(3, r.ranking().regretFinishedMax())));
    rows.add(row("90 % intervals that hold", block, r -> percent(r.errors().coverage90())));
    rows.add(row("µs an observation", block, r -> fixed(1, r.cost().microsPerObservation())));
    return rows;
  }

  private static List<String> row(
      String name, List<ReplayResult> block, Function<ReplayResult, String> value) {
    List<String> row = new ArrayList<>(List.of(name));
    block.forEach(r -> row.add(value.apply(r)));
    return row;
  }

  private static String table(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(("%-" + widths[0] + "s").formatted(row.get(0)));
      for (int i = 1; i < widths.length; i++) {
        line.append(GAP).append(("%" + widths[i] + "s").formatted(row.get(i)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.append('\n').toString();
  }

  private static String fixed(int digits, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String number(double epoch) {
    return epoch == Math.rint(epoch) ? Long.toString((long) epoch) : Double.toString(epoch);
  }
}
