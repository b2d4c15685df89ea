package io.rookery.spark.ml;

import io.rookery.spark.search.SearchBuilder;
import java.io.Serializable;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * The search's own parameters. One that is not set is what {@code spark.rookery.*} properties of
 * the session say, or the search's default as docs/options.md lists it.
 */
public final class SearchParams implements Serializable {

  private static final long serialVersionUID = 1;

  final Param<String> space;
  final Param<String> strategy;
  final Param<String> predictor;
  final StringArrayParam rules;
  final IntParam candidates;
  final IntParam epochs;
  final IntParam batchSize;
  final DoubleParam learningRate;
  final Param<String> options;
  final Param<String> output;
  final LongParam seed;
  final DoubleParam validationFraction;
  final DoubleParam testFraction;

  private final Params owner;

  /** Declares them as the owner's. */
  SearchParams(Params owner) {
    this.owner = owner;
    space = new Param<>(owner, "space", "what is searched, by name (rookery.space.name)");
    strategy = new Param<>(owner, "strategy", "how, by name (rookery.strategy.name)");
    predictor =
        new Param<>(
            owner,
            "predictor",
            "what predicts the final fitness, by name (rookery.predictor.name)");
    rules =
        new StringArrayParam(
            owner, "rules", "the stopping rules by name, in order (rookery.rules)");
    candidates =
        positive("candidates", "networks to try in all, at least 1 (rookery.search.candidates)");
    epochs = positive("epochs", "of a full training, at least 1 (rookery.training.epochs)");
    batchSize =
        positive("batchSize", "images a training step, at least 1 (rookery.training.batchSize)");
    learningRate =
        new DoubleParam(
            owner,
            "learningRate",
            "at the first step, above 0 (rookery.training.learningRate)",
            ParamValidators.gt(0));
    options =
        new Param<>(
            owner,
            "options",
            "any other settings of docs/options.md, in HOCON or JSON; the parameters here win over"
                + " it");
    output =
        new Param<>(
            owner,
            "output",
            "folder in which each fit makes a folder of its own for the search's tables; empty:"
                + " rookery-results");
    seed = new LongParam(owner, "seed", "of the splits and of the search");
    validationFraction =
        fraction("validationFraction", "share of each class that fitness is measured on");
    testFraction =
        fraction("testFraction", "share of each class that the winner is scored on, once");
    owner.setDefault(seed, 1L);
    owner.setDefault(output, "");
    owner.setDefault(options, "");
    owner.setDefault(validationFraction, 0.2);
    owner.setDefault(testFraction, 0.1);
  }

  private IntParam positive(String name, String doc) {
    return new IntParam(owner, name, doc, ParamValidators.gtEq(1));
  }

  private DoubleParam fraction(String name, String doc) {
    return new DoubleParam(
        owner,
        name,
        doc + ", above 0 and at most 0.45",
        ParamValidators.inRange(0, 0.45, false, true));
  }

  /** Says to the search what is set here. */
  SearchBuilder into(SearchBuilder search) {
    search.options(owner.getOrDefault(options));
    given(search, "rookery.space.name", space);
    given(search, "rookery.strategy.name", strategy);
    given(search, "rookery.predictor.name", predictor);
    if (owner.isDefined(rules)) {
      search.rules(owner.getOrDefault(rules));
    }
    given(search, "rookery.search.candidates", candidates);
    given(search, "rookery.training.epochs", epochs);
    given(search, "rookery.training.batchSize", batchSize);
    given(search, "rookery.training.learningRate", learningRate);
    return search.seed((Long) owner.getOrDefault(seed));
  }

  private void given(SearchBuilder search, String key, Param<?> param) {
    if (owner.isDefined(param)) {
      search.option(key, owner.getOrDefault(param));
    }
  }
}
