package io.rookery.predictor;

/**
 * What no rule may do, whatever it says.
 *
 * @param minimumEpochs no stop before this epoch, 0 or more
 * @param warmUp the first networks of a search that are always trained to the end, 0 or more
 * @param auditRate after the warm-up the i-th network of a search, i from 1, is trained to the end
 *     whenever ⌊auditRate·√i⌋ steps up: an unbiased sample that grows with the root of the search;
 *     0 for none
 */
public record Guards(
    @Help("no stop before this epoch; 0 or more") double minimumEpochs,
    @Help("the first networks that are always trained to the end; 0 or more") int warmUp,
    @Help(
            "the i-th network is trained to the end where floor(auditRate * sqrt(i)) steps up: an unbiased sample; 0 for none")
        double auditRate) {

  /** No guard at all, as in the published PENGUIN. */
  public static final Guards NONE = new Guards(0, 0, 0);

  public Guards {
    if (!(minimumEpochs >= 0) || warmUp < 0 || !(auditRate >= 0)) {
      throw new IllegalArgumentException(
          "guards must not be negative: minimumEpochs %s, warmUp %s, auditRate %s"
              .formatted(minimumEpochs, warmUp, auditRate));
    }
  }

  /** Whether the network that begins as number {@code index} (from 0) is trained to the end. */
  boolean audits(int index) {
    return index < warmUp || steps(index + 1) > steps(index);
  }

  private long steps(int networks) {
    return (long) Math.floor(auditRate * Math.sqrt(networks));
  }
}
