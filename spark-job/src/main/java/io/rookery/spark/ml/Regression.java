package io.rookery.spark.ml;

import io.rookery.predictor.Help;

/**
 * How the regressors of {@code sequential-regression} are learned.
 *
 * @param kind random forest or gradient-boosted trees
 * @param trees of each regressor; 1 or more
 * @param depth of each tree; 1 to 30
 * @param stages parts of the horizon with a regressor of their own; 1 or more
 * @param seed of the trees and of the networks held back
 */
public record Regression(
    @Help("random-forest or gradient-boosted-trees") Kind kind,
    @Help("trees of each regressor; 1 or more") int trees,
    @Help("depth of each tree; 1 to 30") int depth,
    @Help("parts of the horizon with a regressor of their own; 1 or more") int stages,
    @Help("of the trees and of the networks held back") long seed) {

  /** A kind of MLlib regressor. */
  public enum Kind {
    RANDOM_FOREST,
    GRADIENT_BOOSTED_TREES
  }

  /** Enough trees for a few hundred networks. */
  public static final Regression DEFAULT = new Regression(Kind.RANDOM_FOREST, 40, 6, 8, 1);

  public Regression {
    if (trees < 1 || depth < 1 || depth > 30 || stages < 1) {
      throw new IllegalArgumentException(
          "trees and stages must be 1 or more, depth 1 to 30: trees %d, depth %d, stages %d"
              .formatted(trees, depth, stages));
    }
  }
}
