package io.rookery.nas.strategy;

import java.util.Locale;

/** Ids of candidates: "c0007" is the eighth; longer numbers take more digits. */
final class CandidateIds {

  private CandidateIds() {}

  static String of(int sequence) {
    return String.format(Locale.ROOT, "c%04d", sequence);
  }

  /** The number in an id, or −1 where it is none of ours. */
  static int sequence(String id) {
    if (!id.matches("c\\d{4,9}")) {
      return -1;
    }
    int sequence = Integer.parseInt(id.substring(1));
    return of(sequence).equals(id) ? sequence : -1;
  }
}
