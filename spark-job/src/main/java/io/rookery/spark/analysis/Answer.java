package io.rookery.spark.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small table.
 *
 * @param question what it answers
 * @param columns names
 * @param rows a cell a column
 * @param remark what to know of it; empty for nothing
 */
public record Answer(
    String question, List<String> columns, List<List<String>> rows, String remark) {

  private static final int WIDEST = 60;

  public Answer {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** As text, its columns in line; at most {@code most} rows. */
  public String text(int most) {
    List<String> lines = new ArrayList<>();
    lines.add(question);
    if (!remark.isEmpty()) {
      lines.add("  " + remark);
    }
    List<List<String>> shown = new ArrayList<>();
    shown.add(columns);
    shown.addAll(rows.subList(0, Math.min(most, rows.size())));
    int[] widths =
        IntStream.range(0, columns.size())
            .map(i -> shown.stream().mapToInt(row -> cut(row.get(i)).length()).max().orElse(0))
            .toArray();
    if (rows.isEmpty()) {
      lines.add("  nothing of this kind is in the tables");
    } else {
      shown.forEach(row -> lines.add("  " + line(row, widths)));
    }
    if (rows.size() > most) {
      lines.add("  … and %,d more".formatted(rows.size() - most));
    }
    return String.join("\n", lines);
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> pad(cut(row.get(i)), widths[i]))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String pad(String cell, int width) {
    String room = " ".repeat(width - cell.length());
    return cell.matches("-?[\\d.,E]+") ? room + cell : cell + room;
  }

  private static String cut(String cell) {
    String line = cell.replaceAll("\\s+", " ");
    return line.length() > WIDEST ? line.substring(0, WIDEST - 1) + "…" : line;
  }
}
