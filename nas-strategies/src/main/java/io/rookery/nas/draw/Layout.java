package io.rookery.nas.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places boxes in rows, top to bottom, with few crossings: layers by longest paths, points on the
 * rows that an edge passes, an order in each row by barycentres, positions by least squares
 * (Sugiyama, Tagawa, Toda 1981, doi:10.1109/TSMC.1981.4308636).
 */
final class Layout {

  private static final int SWEEPS = 12;
  private static final double GAP = 26;
  private static final double ROW_GAP = 30;
  private static final double POINT = 6;

  /** A box, or a point on an edge that passes a row. */
  private static final class Item {
    private final double width;
    private final int row;
    private final List<Item> above = new ArrayList<>();
    private final List<Item> below = new ArrayList<>();
    private double x;
    private double wanted;

    private Item(double width, int row) {
      this.width = width;
      this.row = row;
    }
  }

  /** A point of a line. */
  record Point(double x, double y) {}

  /**
   * An edge from the lower side of one box to the upper side of another. Points come in pairs:
   * within a pair it is straight, from pair to pair it bends.
   */
  record Line(int from, int to, List<Point> points) {}

  private final List<Box> boxes;
  private final List<Item> items = new ArrayList<>();
  private final List<List<Item>> rows = new ArrayList<>();
  private final List<List<Item>> paths = new ArrayList<>();
  private final List<int[]> edges = new ArrayList<>();
  private final double[] middles;
  private final double[] heights;
  private double bottom;

  private Layout(List<Box> boxes) {
    this.boxes = boxes;
    for (Box box : boxes) {
      int row = 1 + box.inputs().stream().mapToInt(i -> items.get(i).row).max().orElse(-1);
      items.add(put(box.width(), row));
    }
    for (int to = 0; to < boxes.size(); to++) {
      for (int from : boxes.get(to).inputs()) {
        connect(from, to);
      }
    }
    middles = new double[rows.size()];
    heights = new double[rows.size()];
  }

  /** Boxes placed; each box comes after those it reads. */
  static Layout of(List<Box> boxes) {
    Layout layout = new Layout(boxes);
    layout.order();
    layout.position();
    layout.stack();
    return layout;
  }

  private Item put(double width, int row) {
    while (rows.size() <= row) {
      rows.add(new ArrayList<>());
    }
    Item item = new Item(width, row);
    item.x = rows.get(row).size();
    rows.get(row).add(item);
    return item;
  }

  private void connect(int from, int to) {
    List<Item> path = new ArrayList<>(List.of(items.get(from)));
    for (int row = items.get(from).row + 1; row < items.get(to).row; row++) {
      path.add(put(POINT, row));
    }
    path.add(items.get(to));
    for (int i = 1; i < path.size(); i++) {
      path.get(i - 1).below.add(path.get(i));
      path.get(i).above.add(path.get(i - 1));
    }
    paths.add(path);
    edges.add(new int[] {from, to});
  }

  /** Sorts each row by the mean place of what it is connected with, down and up again. */
  private void order() {
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 0; i < rows.size(); i++) {
        List<Item> row = rows.get(down ? i : rows.size() - 1 - i);
        for (Item item : row) {
          item.wanted = mean(down ? item.above : item.below, item.x);
        }
        row.sort(Comparator.comparingDouble(item -> item.wanted));
        for (int place = 0; place < row.size(); place++) {
          row.get(place).x = place;
        }
      }
    }
  }

  private static double mean(List<Item> items, double otherwise) {
    return items.stream().mapToDouble(item -> item.x).average().orElse(otherwise);
  }

  private void position() {
    for (List<Item> row : rows) {
      double x = 0;
      for (Item item : row) {
        item.x = x + item.width / 2;
        x += item.width + GAP;
      }
      double middle = (x - GAP) / 2;
      row.forEach(item -> item.x -= middle);
    }
    for (int sweep = 0; sweep < 2 * SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 0; i < rows.size(); i++) {
        List<Item> row = rows.get(down ? i : rows.size() - 1 - i);
        for (Item item : row) {
          // Towards both sides, more to the one the sweep comes from.
          double near = mean(down ? item.above : item.below, item.x);
          double far = mean(down ? item.below : item.above, near);
          item.wanted = 0.75 * near + 0.25 * far;
        }
        spread(row);
      }
    }
  }

  /**
   * The places nearest to the wanted ones, in the least-squares sense, at which nothing overlaps:
   * an isotonic regression, solved by pooling neighbours that violate the order.
   */
  private static void spread(List<Item> row) {
    double[] offset = new double[row.size()];
    for (int i = 1; i < offset.length; i++) {
      offset[i] = offset[i - 1] + (row.get(i - 1).width + row.get(i).width) / 2 + GAP;
    }
    double[] mean = new double[row.size()];
    int[] size = new int[row.size()];
    int blocks = 0;
    for (int i = 0; i < offset.length; i++) {
      mean[blocks] = row.get(i).wanted - offset[i];
      size[blocks++] = 1;
      while (blocks > 1 && mean[blocks - 2] >= mean[blocks - 1]) {
        int together = size[blocks - 2] + size[blocks - 1];
        mean[blocks - 2] =
            (mean[blocks - 2] * size[blocks - 2] + mean[blocks - 1] * size[blocks - 1]) / together;
        size[blocks - 2] = together;
        blocks--;
      }
    }
    int item = 0;
    for (int block = 0; block < blocks; block++) {
      for (int k = 0; k < size[block]; k++, item++) {
        row.get(item).x = mean[block] + offset[item];
      }
    }
  }

  /** Rows one below the other, and everything right of 0. */
  private void stack() {
    double y = 0;
    for (int i = 0; i < boxes.size(); i++) {
      int row = items.get(i).row;
      heights[row] = Math.max(heights[row], boxes.get(i).height());
    }
    for (int row = 0; row < rows.size(); row++) {
      middles[row] = y + heights[row] / 2;
      y += heights[row] + ROW_GAP;
    }
    bottom = y - ROW_GAP;
    double left =
        rows.stream().flatMap(List::stream).mapToDouble(i -> i.x - i.width / 2).min().orElse(0);
    rows.forEach(row -> row.forEach(item -> item.x -= left));
  }

  /** Middle of a box. */
  Point middle(int box) {
    Item item = items.get(box);
    return new Point(item.x, middles[item.row]);
  }

  double width() {
    return rows.stream().flatMap(List::stream).mapToDouble(i -> i.x + i.width / 2).max().orElse(0);
  }

  double height() {
    return bottom;
  }

  /** Each passes rows straight up and down, and bends only between them. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      int[] edge = edges.get(i);
      List<Item> path = paths.get(i);
      List<Point> points = new ArrayList<>();
      for (int k = 0; k < path.size(); k++) {
        Item item = path.get(k);
        double middle = middles[item.row];
        double half = heights[item.row] / 2;
        boolean first = k == 0;
        boolean last = k == path.size() - 1;
        double from = first ? boxes.get(edge[0]).height() / 2 : -half;
        double to = last ? -boxes.get(edge[1]).height() / 2 : half;
        points.add(new Point(item.x, middle + from));
        points.add(new Point(item.x, middle + to));
      }
      lines.add(new Line(edge[0], edge[1], points));
    }
    return lines;
  }
}
