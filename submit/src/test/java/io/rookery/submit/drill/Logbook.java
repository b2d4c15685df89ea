package io.rookery.submit.drill;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.SparkEnv;

/** What trainings wrote down, a file a process, a line an event, on disk before it goes on. */
public final class Logbook {

  private static final String SUFFIX = ".log";

  private Logbook() {}

  /** What happens to a training. */
  public enum Event {
    /** A session was opened; its epoch says where it goes on. */
    OPEN,
    /** Its first mini-batch begins. */
    BATCH,
    /** An epoch was trained. */
    EPOCH,
    CLOSE
  }

  /** An event as the trainer tells it. */
  record Entry(long seed, Event event, double epoch, String device) {}

  /**
   * A line.
   *
   * @param micros since 1970
   * @param process id of the executor's process
   * @param executor Spark's id
   */
  public record Line(
      long micros,
      long process,
      String executor,
      long seed,
      Event event,
      double epoch,
      String device) {

    /** One session: no two sessions of a seed overlap in one process unless something is wrong. */
    public String place() {
      return process + "/" + device;
    }
  }

  static synchronized void write(Path folder, Entry entry) {
    long process = ProcessHandle.current().pid();
    String line =
        "%d %d %s %d %s %s %s%n"
            .formatted(
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()),
                process,
                SparkEnv.get().executorId(),
                entry.seed(),
                entry.event(),
                entry.epoch(),
                entry.device());
    try (FileOutputStream out =
        new FileOutputStream(folder.resolve(process + SUFFIX).toFile(), true)) {
      out.write(line.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every line in a folder, by time. */
  public static List<Line> read(Path folder) {
    List<Line> lines = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String text = Files.readString(file);
        text.substring(0, text.lastIndexOf('\n') + 1)
            .lines()
            .map(Logbook::line)
            .forEach(lines::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.sort(Comparator.comparingLong(Line::micros));
    return lines;
  }

  private static Line line(String text) {
    String[] words = text.split(" ");
    return new Line(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        words[2],
        Long.parseLong(words[3]),
        Event.valueOf(words[4]),
        Double.parseDouble(words[5]),
        words[6]);
  }
}
