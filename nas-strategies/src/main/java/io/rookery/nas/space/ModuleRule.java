package io.rookery.nas.space;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a module of DENSER's outer level is made of.
 *
 * @param symbol the non-terminal of its layers
 * @param fewest of its layers
 * @param most of its layers
 * @param firstFewest layers of a first network
 * @param firstMost layers of a first network
 * @param back how many layers before it a layer may read; 1: only the one before it
 */
record ModuleRule(String symbol, int fewest, int most, int firstFewest, int firstMost, int back) {

  private static final Pattern FORM =
      Pattern.compile(
          "([-\\w]+)\\s+(\\d{1,4})\\.\\.(\\d{1,4})\\s+from\\s+(\\d{1,4})\\.\\.(\\d{1,4})\\s+back"
              + "\\s+(\\d{1,4})");

  ModuleRule {
    boolean ordered = fewest >= 0 && fewest <= firstFewest && firstFewest <= firstMost;
    if (!ordered || firstMost > most || most < 1 || back < 1) {
      throw new IllegalArgumentException(
          "structure: fewest <= first fewest <= first most <= most, most and back at least 1; found"
              + " %s %d..%d from %d..%d back %d"
                  .formatted(symbol, fewest, most, firstFewest, firstMost, back));
    }
  }

  /** The rule of a text such as {@code features 1..30 from 2..4 back 1}. */
  static ModuleRule read(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "structure: wanted 'symbol fewest..most from fewest..most back levels', found '%s'"
              .formatted(text));
    }
    int[] numbers = new int[5];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.parseInt(matcher.group(i + 2));
    }
    return new ModuleRule(
        matcher.group(1), numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  }

  /** Layers that one at this position may read besides the one before it; −1 the module's input. */
  List<Integer> possibleSkips(int position) {
    List<Integer> possible = new ArrayList<>();
    for (int from = Math.max(DenserModule.INPUT, position - back); from < position - 1; from++) {
      possible.add(from);
    }
    return possible;
  }

  /** Some of them: as many as drawn, each as likely as any other. */
  List<Integer> drawnSkips(int position, RandomGenerator random) {
    List<Integer> possible = possibleSkips(position);
    int size = random.nextInt(possible.size() + 1);
    while (possible.size() > size) {
      possible.remove(random.nextInt(possible.size()));
    }
    return possible;
  }
}
