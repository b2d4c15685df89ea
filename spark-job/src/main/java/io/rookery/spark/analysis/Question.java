package io.rookery.spark.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A question and the SQL that answers it, over the views candidates, epochs, predictions and
 * evaluations.
 *
 * @param text in words
 * @param sql one statement
 */
public record Question(String text, String sql) {

  private static final String FILE = "questions.sql";

  /** All of them, in the order of docs/results.md. */
  public static List<Question> all() {
    try (InputStream in = Question.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + FILE);
      }
      String file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(file.split("(?m)^(?=-- )"))
          .filter(part -> !part.isBlank())
          .map(Question::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Question of(String part) {
    String[] lines = part.split("\n", 2);
    return new Question(lines[0].substring("-- ".length()), lines[1].strip().replaceAll(";$", ""));
  }
}
