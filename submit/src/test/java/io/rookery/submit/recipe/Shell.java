package io.rookery.submit.recipe;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs scripts of the repository. */
final class Shell {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /**
   * How a script ended.
   *
   * @param code its exit code
   * @param output what it wrote, to both streams
   */
  record Result(int code, String output) {}

  private Shell() {}

  /** Runs a command in the repository's root with only these variables and the path. */
  static Result run(Map<String, String> variables, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(ROOT.toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"));
      String path = System.getenv("PATH");
      builder.environment().clear();
      builder.environment().put("PATH", path);
      builder.environment().putAll(variables);
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("does not end: " + command);
      }
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      return new Result(127, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The words of a printed command line, as a shell reads them. */
  static List<String> words(String line) {
    Result result =
        run(
            Map.of(),
            List.of("bash", "-c", "eval \"set -- $1\"; printf '%s\\0' \"$@\"", "-", line));
    return new ArrayList<>(Arrays.asList(result.output().split("\0")));
  }
}
