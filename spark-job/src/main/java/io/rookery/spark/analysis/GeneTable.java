package io.rookery.spark.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Genomes as numbers: what each network is made of, counted in its graph, and, where all genomes of
 * a search have the same number of genes, each gene by its place. A gene that is a word becomes a
 * column for each of its values, 1 where it has it.
 */
final class GeneTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A word with more values than that says little for its columns. */
  private static final int VALUES = 12;

  private static final int GENES = 300;

  private final Map<String, double[]> columns = new LinkedHashMap<>();
  private final int rows;

  private GeneTable(int rows) {
    this.rows = rows;
  }

  /** Both lists by network. An architecture may be absent. */
  static GeneTable of(List<String> genomes, List<@Nullable String> architectures) {
    GeneTable table = new GeneTable(genomes.size());
    for (int row = 0; row < architectures.size(); row++) {
      String architecture = architectures.get(row);
      if (architecture != null) {
        table.count(row, architecture);
      }
    }
    table.genes(genomes.stream().map(GeneTable::split).toList());
    table.columns.values().removeIf(GeneTable::constant);
    return table;
  }

  /** Names of the columns; each varies. */
  List<String> names() {
    return List.copyOf(columns.keySet());
  }

  double[] row(int row) {
    return columns.values().stream().mapToDouble(column -> column[row]).toArray();
  }

  private double[] column(String name) {
    return columns.computeIfAbsent(name, key -> new double[rows]);
  }

  private void count(int row, String architecture) {
    JsonNode nodes;
    try {
      nodes = JSON.readTree(architecture).path("nodes");
    } catch (JsonProcessingException e) {
      return; // of a newer version: its graph counts as nothing, its genome still does
    }
    double kernels = 0;
    for (JsonNode node : nodes) {
      String op = node.path("op").asText();
      String kind = node.path("kind").isTextual() ? node.path("kind").asText() + " " + op : op;
      column("number of " + kind)[row]++;
      if (node.path("inputs").size() > 1) {
        column("number of joins")[row]++;
      }
      if (op.equals("convolution")) {
        column("filters in all")[row] += node.path("filters").asDouble();
        kernels += node.path("kernel").path(0).asDouble(node.path("kernel").asDouble());
      }
    }
    column("number of operations")[row] = nodes.size();
    double convolutions = column("number of convolution")[row];
    column("mean kernel")[row] = convolutions == 0 ? 0 : kernels / convolutions;
  }

  /** Words and numbers of a genome; of a string of bits each bit. */
  private static List<String> split(String genome) {
    List<String> genes = new ArrayList<>();
    for (String part : genome.split("[^\\p{Alnum}.+-]+")) {
      if (part.matches("[01]{2,}")) {
        part.chars().forEach(bit -> genes.add(Character.toString(bit)));
      } else if (!part.isEmpty()) {
        genes.add(part);
      }
    }
    return genes;
  }

  private void genes(List<List<String>> genomes) {
    int length = genomes.isEmpty() ? 0 : genomes.get(0).size();
    if (length > GENES || genomes.stream().anyMatch(genes -> genes.size() != length)) {
      return; // genes of networks of different lengths have no place in common
    }
    for (int place = 0; place < length; place++) {
      int at = place;
      List<String> values = genomes.stream().map(genes -> genes.get(at)).toList();
      String name = "gene " + (place + 1);
      if (values.stream().allMatch(value -> value.matches("[+-]?\\d+(\\.\\d+)?"))) {
        columns.put(name, values.stream().mapToDouble(Double::parseDouble).toArray());
      } else {
        words(name, values);
      }
    }
  }

  private void words(String name, List<String> values) {
    TreeSet<String> distinct = new TreeSet<>(values);
    if (distinct.size() <= VALUES) {
      for (String word : distinct) {
        columns.put(
            name + " = " + word,
            values.stream().mapToDouble(value -> value.equals(word) ? 1 : 0).toArray());
      }
    }
  }

  private static boolean constant(double[] column) {
    for (double value : column) {
      if (value != column[0]) {
        return false;
      }
    }
    return true;
  }
}
