package io.rookery.spark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ledger.EpochRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who trained what, when: one row an executor and device, and a lane each for trainings that share
 * one. Made of epochs alone: what was trained and never reported is not seen, and looks idle.
 */
final class Timeline {

  /** A pause longer than this many of the next epoch's seconds is a gap. */
  private static final double GAP = 0.5;

  private static final double LEAST_GAP = 2;

  private record Span(String id, String executor, String device, double start, double end) {
    Span to(double later) {
      return new Span(id, executor, device, start, later);
    }

    String place() {
      return executor + "\n" + device;
    }
  }

  private record Row(String executor, String device, int lane, List<Span> spans) {}

  private Timeline() {}

  /**
   * Lanes and busy time are of all trials.
   *
   * @param shown those whose spans are drawn
   * @param slots trainings that could run at once; 0 where nobody said
   */
  static ObjectNode of(List<TrialView> trials, List<TrialView> shown, Instant start, int slots) {
    Set<String> drawn = shown.stream().map(TrialView::id).collect(Collectors.toSet());
    List<Span> spans = new ArrayList<>();
    trials.forEach(trial -> spans.addAll(spans(trial, start)));
    spans.sort(Comparator.comparingDouble(Span::start));
    List<Row> rows = rows(spans);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    double from = spans.stream().mapToDouble(Span::start).min().orElse(0);
    double to = spans.stream().mapToDouble(Span::end).max().orElse(0);
    double busy = spans.stream().mapToDouble(span -> span.end() - span.start()).sum();
    json.set("from", Rounded.seconds(from));
    json.set("to", Rounded.seconds(to));
    json.set("busy", Rounded.seconds(busy));
    json.put("slots", slots == 0 ? rows.size() : slots);
    ArrayNode written = json.putArray("rows");
    for (Row row : rows) {
      ObjectNode object = written.addObject();
      object.put("executor", row.executor()).put("device", row.device()).put("lane", row.lane());
      ArrayNode flat = object.putArray("spans");
      row.spans().stream()
          .filter(span -> drawn.contains(span.id()))
          .forEach(span -> add(flat, span));
    }
    return json;
  }

  private static void add(ArrayNode flat, Span span) {
    flat.add(span.id()).add(Rounded.seconds(span.start())).add(Rounded.seconds(span.end()));
  }

  private static List<Span> spans(TrialView trial, Instant start) {
    Map<Integer, List<EpochRow>> attempts = new TreeMap<>();
    trial
        .epochs()
        .forEach(row -> attempts.computeIfAbsent(row.attempt(), a -> new ArrayList<>()).add(row));
    List<Span> spans = new ArrayList<>();
    for (List<EpochRow> attempt : attempts.values()) {
      attempt.sort(Comparator.comparing(EpochRow::reportedAt));
      Span open = null;
      for (EpochRow row : attempt) {
        double end = BestSoFar.seconds(start, row.reportedAt());
        double begin = end - row.seconds();
        boolean joins =
            open != null && begin - open.end() <= Math.max(LEAST_GAP, GAP * row.seconds());
        if (open != null && !joins) {
          spans.add(open);
        }
        open = open != null && joins ? open.to(end) : span(row, begin, end);
      }
      if (open != null) {
        spans.add(open);
      }
    }
    return spans;
  }

  private static Span span(EpochRow row, double begin, double end) {
    return new Span(row.candidateId(), row.executor(), row.device(), begin, end);
  }

  /** Each span into the first lane of its place that is free. */
  private static List<Row> rows(List<Span> spans) {
    Map<String, List<Row>> places = new HashMap<>();
    for (Span span : spans) {
      List<Row> lanes = places.computeIfAbsent(span.place(), place -> new ArrayList<>());
      Row free =
          lanes.stream()
              .filter(row -> row.spans().get(row.spans().size() - 1).end() <= span.start() + 0.05)
              .findFirst()
              .orElse(null);
      if (free == null) {
        free = new Row(span.executor(), span.device(), lanes.size(), new ArrayList<>());
        lanes.add(free);
      }
      free.spans().add(span);
    }
    return places.values().stream()
        .flatMap(List::stream)
        .sorted(
            Comparator.comparing(Row::executor, Timeline::naturally)
                .thenComparing(Row::device)
                .thenComparingInt(Row::lane))
        .toList();
  }

  private static int naturally(String a, String b) {
    return a.length() == b.length() ? a.compareTo(b) : a.length() - b.length();
  }
}
