package io.rookery.nas.space;

import io.rookery.nas.InvalidArchitecture;
import java.util.ArrayList;
import java.util.List;

/**
 * Text form of a phase's bits, the inputs of one node a group: {@code 1-01-001}, and where it has
 * one the residual bit as the last group.
 */
final class PhaseText {

  private PhaseText() {}

  static String write(Genes bits, int offset, int nodes, boolean residual) {
    StringBuilder text = new StringBuilder();
    int bit = offset;
    for (int node = 2; node <= nodes; node++) {
      for (int earlier = 1; earlier < node; earlier++) {
        text.append(bits.get(bit++));
      }
      text.append(node < nodes || residual ? "-" : "");
    }
    return residual ? text.append(bits.get(bit)).toString() : text.toString();
  }

  static List<Integer> read(String text, int nodes, boolean residual) {
    String[] groups = text.split("-", -1);
    int wanted = nodes - 1 + (residual ? 1 : 0);
    if (groups.length != wanted) {
      throw new InvalidArchitecture(
          "%d groups of bits wanted, separated by hyphens; found %d in '%s'"
              .formatted(wanted, groups.length, text));
    }
    List<Integer> bits = new ArrayList<>();
    for (int i = 0; i < groups.length; i++) {
      int length = i < nodes - 1 ? i + 1 : 1;
      if (!groups[i].matches("[01]{" + length + "}")) {
        throw new InvalidArchitecture(
            "group %d of '%s' must be %d bits: '%s'".formatted(i + 1, text, length, groups[i]));
      }
      groups[i].chars().forEach(digit -> bits.add(digit - '0'));
    }
    return bits;
  }
}
