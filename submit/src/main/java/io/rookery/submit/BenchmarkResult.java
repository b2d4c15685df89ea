package io.rookery.submit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.nas.bench.TabularSearch;
import java.util.List;
import java.util.Locale;

/**
 * What searches of one strategy found in a table.
 *
 * @param regrets in the column they chose by, one a count of networks
 * @param test the same winners in another column; empty where none was asked for
 * @param timed whether trainings took the time that a column says
 */
record BenchmarkResult(
    String strategy,
    List<TabularSearch> searches,
    List<Regret> regrets,
    List<Regret> test,
    boolean timed) {

  /** A table, a row a count of networks, and what there is to say of all of them. */
  String text() {
    StringBuilder text = new StringBuilder(strategy).append(System.lineSeparator());
    line(text, "networks", "regret", test.isEmpty() ? "" : "test");
    for (int i = 0; i < regrets.size(); i++) {
      line(
          text,
          "%,d".formatted(regrets.get(i).networks()),
          spread(regrets.get(i)),
          test.isEmpty() ? "" : spread(test.get(i)));
    }
    if (timed) {
      text.append(
          "  %.2f hours until the last training ends, slots in use %.1f %% until the last is asked for%n"
              .formatted(hours(), 100 * slotUse()));
    }
    if (unanswered() > 0) {
      text.append("  %,d of %,d networks are not in the table%n".formatted(unanswered(), asked()));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String networks, String regret, String test) {
    text.append("  %8s  %14s  %14s".formatted(networks, regret, test).stripTrailing())
        .append(System.lineSeparator());
  }

  private static String spread(Regret regret) {
    return regret.searches() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f ± %.2f", regret.mean(), regret.deviation());
  }

  /** For scripts. */
  static String json(List<BenchmarkResult> results) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    results.forEach(result -> array.add(result.json()));
    return array.toString();
  }

  private ObjectNode json() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("strategy", strategy).put("searches", searches.size());
    object.put("asked", asked()).put("unanswered", unanswered());
    ArrayNode rows = object.putArray("regret");
    regrets.forEach(regret -> put(rows.addObject(), regret));
    if (!test.isEmpty()) {
      ArrayNode tests = object.putArray("test");
      test.forEach(regret -> put(tests.addObject(), regret));
    }
    if (timed) {
      object.put("hours", hours()).put("slotUse", slotUse());
    }
    return object;
  }

  private static void put(ObjectNode row, Regret regret) {
    row.put("networks", regret.networks()).put("searches", regret.searches());
    if (regret.searches() == 0) {
      row.putNull("mean").putNull("deviation");
    } else {
      row.put("mean", regret.mean()).put("deviation", regret.deviation());
    }
  }

  private long asked() {
    return searches.stream().mapToLong(search -> search.asked().size()).sum();
  }

  private long unanswered() {
    return searches.stream().mapToLong(TabularSearch::unanswered).sum();
  }

  private double hours() {
    return searches.stream().mapToDouble(TabularSearch::seconds).average().orElseThrow() / 3600;
  }

  private double slotUse() {
    return searches.stream().mapToDouble(TabularSearch::slotUse).average().orElseThrow();
  }
}
