package io.rookery.submit;

import io.rookery.submit.drill.Logbook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The times in which trainings were on their devices. One whose process died ends with the last
 * that the process wrote.
 */
record Sessions(List<Session> all) {

  /** From open to close, in microseconds since 1970. */
  record Session(long seed, long process, String device, long from, long to, double begun) {

    boolean overlaps(Session other) {
      return from < other.to && other.from < to;
    }
  }

  static Sessions of(List<Logbook.Line> log) {
    Map<Long, Long> lastSigns = new HashMap<>();
    log.forEach(line -> lastSigns.merge(line.process(), line.micros(), Math::max));
    Map<String, Logbook.Line> open = new LinkedHashMap<>();
    List<Session> sessions = new ArrayList<>();
    for (Logbook.Line line : log) {
      String key = line.process() + " " + line.seed();
      if (line.event() == Logbook.Event.OPEN) {
        open.put(key, line);
      } else if (line.event() == Logbook.Event.CLOSE) {
        sessions.add(session(open.remove(key), line.micros()));
      }
    }
    open.values().forEach(line -> sessions.add(session(line, lastSigns.get(line.process()))));
    sessions.sort(Comparator.comparingLong(Session::from));
    return new Sessions(sessions);
  }

  private static Session session(Logbook.Line open, long end) {
    return new Session(
        open.seed(), open.process(), open.device(), open.micros(), end, open.epoch());
  }

  /** Sessions of the same network at the same time. */
  List<String> overlaps() {
    List<String> found = new ArrayList<>();
    for (List<Session> same : by(Session::seed).values()) {
      for (int i = 0; i < same.size(); i++) {
        for (int j = i + 1; j < same.size(); j++) {
          if (same.get(i).overlaps(same.get(j))) {
            found.add(same.get(i) + " and " + same.get(j));
          }
        }
      }
    }
    return found;
  }

  /** The most sessions at once on each device. */
  Map<String, Integer> mostAtOnce() {
    Map<String, Integer> most = new TreeMap<>();
    by(Session::device)
        .forEach(
            (device, sessions) ->
                most.put(
                    device,
                    sessions.stream()
                        .mapToInt(
                            session ->
                                (int)
                                    sessions.stream()
                                        .filter(s -> s.from <= session.from && session.from < s.to)
                                        .count())
                        .max()
                        .orElse(0)));
    return most;
  }

  private <K> Map<K, List<Session>> by(Function<Session, K> key) {
    return all.stream().collect(Collectors.groupingBy(key));
  }
}
