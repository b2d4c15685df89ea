package io.rookery.nas.space;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values an option of a {@code layers} space may take, as texts: {@code 16|32|64}, {@code
 * 1..8}, {@code 16..128:16}, {@code 0.1..0.5}, {@code log(0.001..0.1)}, or a single one.
 */
sealed interface Domain {

  /** Some of its values; all of them if it is a list. */
  List<String> examples();

  String draw(RandomGenerator random);

  /** Another value; the same only where there is no other. */
  String change(String value, RandomGenerator random);

  boolean contains(String value);

  /** Those one step away; of real numbers none. */
  List<String> neighbours(String value);

  /** Whether there is nothing to choose. */
  default boolean fixed() {
    return false;
  }

  /** One of a list. */
  record Choice(List<String> values) implements Domain {

    @Override
    public List<String> examples() {
      return values;
    }

    @Override
    public boolean fixed() {
      return values.size() == 1;
    }

    @Override
    public String draw(RandomGenerator random) {
      return Draws.one(values, random);
    }

    @Override
    public String change(String value, RandomGenerator random) {
      List<String> others = neighbours(value);
      return others.isEmpty() ? value : Draws.one(others, random);
    }

    @Override
    public boolean contains(String value) {
      return values.contains(value);
    }

    @Override
    public List<String> neighbours(String value) {
      return values.stream().filter(other -> !other.equals(value)).toList();
    }
  }

  /** Integers low, low + step, … up to high; {@code log}: small ones are drawn more often. */
  record Integers(int low, int high, int step, boolean log) implements Domain {

    private int count() {
      return (high - low) / step + 1;
    }

    @Override
    public List<String> examples() {
      return List.of(String.valueOf(low), String.valueOf(low + (count() - 1) * step));
    }

    @Override
    public boolean fixed() {
      return count() == 1;
    }

    @Override
    public String draw(RandomGenerator random) {
      int number =
          log ? Draws.logInteger(List.of(low, high), random) : low + random.nextInt(count()) * step;
      return String.valueOf(number);
    }

    /** At most a fifth away, or a step. */
    @Override
    public String change(String value, RandomGenerator random) {
      int index = (Integer.parseInt(value) - low) / step;
      return String.valueOf(low + step * Draws.near(index, List.of(0, count() - 1), random));
    }

    @Override
    public boolean contains(String value) {
      if (!value.matches("-?\\d{1,9}") || !String.valueOf(Integer.parseInt(value)).equals(value)) {
        return false;
      }
      int number = Integer.parseInt(value);
      return number >= low && number <= high && (number - low) % step == 0;
    }

    @Override
    public List<String> neighbours(String value) {
      int number = Integer.parseInt(value);
      return Stream.of(number - step, number + step)
          .map(String::valueOf)
          .filter(this::contains)
          .toList();
    }
  }

  /** Real numbers; {@code log}: uniform in their logarithm. */
  record Reals(double low, double high, boolean log) implements Domain {

    @Override
    public List<String> examples() {
      return List.of(String.valueOf(low), String.valueOf(high));
    }

    @Override
    public boolean fixed() {
      return low == high;
    }

    @Override
    public String draw(RandomGenerator random) {
      return String.valueOf(
          log ? Draws.logNumber(low, high, random) : low + random.nextDouble() * (high - low));
    }

    /** At most half an order of magnitude away, or a fifth of the range. */
    @Override
    public String change(String value, RandomGenerator random) {
      double number = Double.parseDouble(value);
      return String.valueOf(
          log ? Draws.logNear(number, low, high, random) : Draws.near(number, low, high, random));
    }

    @Override
    public boolean contains(String value) {
      try {
        double number = Double.parseDouble(value);
        return number >= low && number <= high && String.valueOf(number).equals(value);
      } catch (NumberFormatException e) {
        return false;
      }
    }

    @Override
    public List<String> neighbours(String value) {
      return List.of();
    }
  }

  /** The domain of a text; throws {@link IllegalArgumentException} if it is none. */
  static Domain read(String text) {
    Matcher log = Forms.LOG.matcher(text);
    String plain = log.matches() ? log.group(1) : text;
    Matcher range = Forms.RANGE.matcher(plain);
    if (range.matches()) {
      return range(range, log.matches());
    }
    List<String> values = new ArrayList<>(List.of(text.split("\\|", -1)));
    boolean proper = values.stream().allMatch(value -> value.matches("[-+\\w.]+"));
    if (!proper || text.contains("..") || values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException(
          "wanted a value, a|b|c, low..high, low..high:step or log(low..high), found '%s'"
              .formatted(text));
    }
    return new Choice(values);
  }

  private static Domain range(Matcher range, boolean log) {
    boolean whole = range.group(1).matches("\\d{1,9}") && range.group(2).matches("\\d{1,9}");
    double low = Double.parseDouble(range.group(1));
    double high = Double.parseDouble(range.group(2));
    boolean stepped = range.group(3) != null;
    int step = stepped ? Integer.parseInt(range.group(3)) : 1;
    if (low > high || step < 1 || (stepped && (!whole || log)) || (log && !whole && low <= 0)) {
      throw new IllegalArgumentException(
          "a range ascends, has a step of at least 1 only between integers and without log, and"
              + " begins above 0 where log of reals is meant; found "
              + range.group());
    }
    return whole ? new Integers((int) low, (int) high, step, log) : new Reals(low, high, log);
  }

  /** Text forms. */
  final class Forms {
    private static final Pattern LOG = Pattern.compile("log\\((.*)\\)");
    private static final String NUMBER = "(\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)";
    private static final Pattern RANGE =
        Pattern.compile(NUMBER + "\\.\\." + NUMBER + "(?::(\\d{1,9}))?");

    private Forms() {}
  }
}
