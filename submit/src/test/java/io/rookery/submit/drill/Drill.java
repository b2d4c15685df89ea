package io.rookery.submit.drill;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How trainings shall go.
 *
 * @param folder of the {@link Logbook}
 * @param epochMillis that an epoch takes
 * @param checkpointBytes of ballast in each checkpoint
 * @param fates that befall half of the networks, drawn by seed
 */
public record Drill(Path folder, long epochMillis, int checkpointBytes, List<Fate> fates) {

  private static final String PREFIX = "rookery.drill.";

  static Drill ofThisProcess() {
    String fates = property("fates", "");
    return new Drill(
        Path.of(property("folder", ".")),
        Long.parseLong(property("epochMillis", "50")),
        Integer.parseInt(property("checkpointBytes", "0")),
        fates.isEmpty() ? List.of() : Arrays.stream(fates.split(",")).map(Fate::valueOf).toList());
  }

  private static String property(String name, String otherwise) {
    @Nullable String value = System.getProperty(PREFIX + name);
    return value == null ? otherwise : value;
  }

  /** Options that tell an executor's JVM the same. */
  public String javaOptions() {
    return "-D%1$sfolder=%2$s -D%1$sepochMillis=%3$d -D%1$scheckpointBytes=%4$d -D%1$sfates=%5$s"
        .formatted(
            PREFIX,
            folder,
            epochMillis,
            checkpointBytes,
            fates.stream().map(Fate::name).collect(Collectors.joining(",")));
  }

  /** What befalls the network whose training has this seed. */
  public Fate fate(long seed) {
    int draw = (int) Math.floorMod(seed >> 3, 2L * Math.max(1, fates.size()));
    return draw < fates.size() ? fates.get(draw) : Fate.NONE;
  }

  void note(Logbook.Entry entry) {
    Logbook.write(folder, entry);
  }
}
