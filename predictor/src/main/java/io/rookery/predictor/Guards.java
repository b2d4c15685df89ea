package io.rookery.predictor;

/**
 * What no rule may do, whatever it says.
 *
 * @param minimumEpochs no stop before this epoch, 0 or more
 * @param warmUp the first networks of a search that are always trained to the end, 0 or more
 * @param auditRate of i networks begun after the warm-up, ⌊auditRate·√i⌋ more are trained to the
 *     end as an unbiased sample; 0 for none
 */
public record Guards(
    @Help("no stop before this epoch; 0 or more") double minimumEpochs,
    @Help("the first networks that are always trained to the end; 0 or more") int warmUp,
    @Help(
            "of i networks, floor(auditRate * sqrt(i)) more are trained to the end as an unbiased sample; 0 for none")
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
    return index < warmUp || steps(index - warmUp + 1) > steps(index - warmUp);
  }

  private long steps(int networks) {
    return (long) Math.floor(auditRate * Math.sqrt(networks));
  }
}
