package io.rookery.predictor;

import java.util.Map;

/**
 * Why a rule ended or paused a training.
 *
 * @param rule name of the rule
 * @param text one sentence for a person, with the numbers in it
 * @param numbers the same numbers by name, for a table
 */
public record Reason(String rule, String text, Map<String, Double> numbers) {

  public Reason {
    numbers = Map.copyOf(numbers);
  }
}
