package io.rookery.submit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that outlives this one, known again by its pid file: the process id and when it
 * started, so that a stranger with the same id is left alone.
 *
 * @param name of its pid file and log
 * @param handle of the process
 */
record Daemon(String name, ProcessHandle handle) {

  private static final String SUFFIX = ".pid";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Starts a process in a session of its own, so that Ctrl-C here does not reach it. */
  static Daemon start(Path folder, String name, List<String> command, Map<String, String> variables)
      throws IOException {
    List<String> detached = new ArrayList<>(command);
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      detached.add(0, "/usr/bin/setsid");
    }
    File log = folder.resolve(name + ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(detached)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log)
            .directory(folder.toFile());
    builder.environment().putAll(variables);
    ProcessHandle handle = builder.start().toHandle();
    Files.writeString(folder.resolve(name + SUFFIX), handle.pid() + " " + started(handle));
    return new Daemon(name, handle);
  }

  /** Those of a folder's pid files that still run, by name; other pid files are deleted. */
  static List<Daemon> running(Path folder) throws IOException {
    List<Daemon> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        Optional<Daemon> daemon =
            read(name.substring(0, name.length() - SUFFIX.length()), Files.readString(file));
        if (daemon.isPresent()) {
          found.add(daemon.get());
        } else {
          Files.delete(file);
        }
      }
    }
    found.sort(java.util.Comparator.comparing(Daemon::name));
    return found;
  }

  private static Optional<Daemon> read(String name, String text) {
    String[] words = text.strip().split(" ");
    if (words.length != 2 || !words[0].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(words[0]))
        .filter(ProcessHandle::isAlive)
        .filter(handle -> started(handle).equals(words[1]))
        .map(handle -> new Daemon(name, handle));
  }

  private static String started(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toString).orElse("unknown");
  }

  /** Asks the process to end, and ends it where it does not; with it those it started. */
  void stop(Path folder) throws IOException, InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(handle.descendants().toList());
    all.add(handle);
    handle.destroy();
    for (ProcessHandle each : all) {
      if (!ended(each)) {
        each.destroyForcibly();
      }
    }
    Files.deleteIfExists(folder.resolve(name + SUFFIX));
  }

  private static boolean ended(ProcessHandle handle) throws InterruptedException {
    try {
      handle.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a process cannot be waited for", e);
    }
  }
}
