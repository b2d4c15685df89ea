package io.rookery.spark.ledger;

import static io.rookery.spark.ledger.LedgerProblem.Kind.DOUBLED;
import static io.rookery.spark.ledger.LedgerProblem.Kind.FOREIGN;
import static io.rookery.spark.ledger.LedgerProblem.Kind.MISSING;
import static io.rookery.spark.ledger.LedgerProblem.Kind.TORN;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Reads a search's folder whole, also while the search writes it, without a Spark job. */
public final class LedgerReader {

  private static final int READINGS = 5;

  private final Storage storage;
  private final String searchId;

  private LedgerReader(Storage storage, String searchId) {
    this.storage = storage;
    this.searchId = searchId;
  }

  /**
   * Everything in the folder. Files that are torn, doubled or not of this search are reported and
   * left where they are.
   *
   * @throws LedgerException if the folder holds no search, or cannot be read
   */
  public static LedgerContents read(Configuration conf, Path folder) throws LedgerException {
    return read(conf, folder, UnaryOperator.identity());
  }

  /**
   * As {@link #read(Configuration, Path)}, but without architectures: they are most of what a
   * folder holds, and are never in memory together.
   */
  public static LedgerContents outline(Configuration conf, Path folder) throws LedgerException {
    return read(conf, folder, row -> row.withArchitecture(null));
  }

  /**
   * As much as {@link Ledger#resume} needs: without architectures, unless a file of candidates has
   * a problem, for then its rows are written again.
   */
  public static LedgerContents resumable(Configuration conf, Path folder) throws LedgerException {
    LedgerContents outline = outline(conf, folder);
    return outline.candidates().problems().isEmpty() ? outline : read(conf, folder);
  }

  private static LedgerContents read(
      Configuration conf, Path folder, UnaryOperator<CandidateRow> kept) throws LedgerException {
    try {
      Storage storage = new Storage(conf, folder);
      JsonNode search = SearchFiles.read(storage, SearchFiles.SEARCH);
      LedgerReader reader = new LedgerReader(storage, SearchFiles.searchId(search, storage));
      return new LedgerContents(
          storage.folder(),
          reader.searchId,
          search,
          reader.table(Table.CANDIDATES, kept),
          reader.table(Table.EPOCHS, UnaryOperator.identity()),
          reader.table(Table.PREDICTIONS, UnaryOperator.identity()),
          reader.table(Table.EVALUATIONS, UnaryOperator.identity()));
    } catch (IOException e) {
      throw LedgerException.reading(folder, e);
    }
  }

  /**
   * Architectures of some candidates as JSON, by id; whoever has none is left out.
   *
   * @throws LedgerException if the folder cannot be read
   */
  public static Map<String, String> architectures(
      Configuration conf, LedgerContents outline, Set<String> candidateIds) throws LedgerException {
    UnaryOperator<CandidateRow> kept =
        row -> candidateIds.contains(row.candidateId()) ? row : row.withArchitecture(null);
    Map<String, String> found = new HashMap<>();
    try {
      Storage storage = new Storage(conf, outline.folder());
      for (CandidateRow row :
          new LedgerReader(storage, outline.searchId()).table(Table.CANDIDATES, kept).rows()) {
        if (row.architecture() != null) {
          found.put(row.candidateId(), row.architecture());
        }
      }
    } catch (IOException e) {
      throw LedgerException.reading(outline.folder(), e);
    }
    return found;
  }

  /** Whether the folder holds a search. */
  public static boolean holdsSearch(Configuration conf, Path folder) throws LedgerException {
    try {
      return new Storage(conf, folder).exists(SearchFiles.SEARCH);
    } catch (IOException e) {
      throw LedgerException.reading(folder, e);
    }
  }

  /** What search.json says. */
  public static JsonNode search(Configuration conf, Path folder) throws LedgerException {
    try {
      return SearchFiles.read(new Storage(conf, folder), SearchFiles.SEARCH);
    } catch (IOException e) {
      throw LedgerException.reading(folder, e);
    }
  }

  /** What _STATUS.json says; null where it was not written yet. */
  public static @Nullable JsonNode status(Configuration conf, Path folder) throws LedgerException {
    try {
      Storage storage = new Storage(conf, folder);
      return storage.exists(SearchFiles.STATUS)
          ? SearchFiles.read(storage, SearchFiles.STATUS)
          : null;
    } catch (IOException e) {
      throw LedgerException.reading(folder, e);
    }
  }

  private <R extends LedgerRow> TableContents<R> table(Table<R> table, UnaryOperator<R> kept)
      throws IOException {
    for (int reading = 1; ; reading++) {
      try {
        return listed(table, kept);
      } catch (FileNotFoundException e) {
        // A resumed search has set a file aside since it was listed: its rows are in a newer one.
        if (reading == READINGS) {
          throw e;
        }
      }
    }
  }

  private <R extends LedgerRow> TableContents<R> listed(Table<R> table, UnaryOperator<R> kept)
      throws IOException {
    List<LedgerProblem> problems = new ArrayList<>();
    List<Found<R>> found = new ArrayList<>();
    for (FileStatus status : storage.list(table.name())) {
      Path path = status.getPath();
      if (!hidden(path)) {
        open(table, path, problems)
            .map(file -> new Found<>(path, file.with(kept)))
            .ifPresent(found::add);
      }
    }
    found.sort(
        Comparator.comparingLong((Found<R> f) -> f.file().firstRow())
            .thenComparing(f -> !f.path().getName().equals(table.fileName(f.file().firstRow()))));
    return join(table, found, problems);
  }

  private <R extends LedgerRow> Optional<TableFile<R>> open(
      Table<R> table, Path path, List<LedgerProblem> problems) throws IOException {
    String name = table.name() + "/" + path.getName();
    if (!name.endsWith(".parquet")) {
      problems.add(new LedgerProblem(FOREIGN, path, name + " is not a Parquet file"));
      return Optional.empty();
    }
    try {
      TableFile<R> file = TableFile.decode(storage.read(name), table);
      if (file.searchId().equals(searchId)) {
        return Optional.of(file);
      }
      problems.add(new LedgerProblem(FOREIGN, path, name + " is of the search " + file.searchId()));
    } catch (TableFile.Damage e) {
      problems.add(
          new LedgerProblem(TORN, path, "%s cannot be read: %s".formatted(name, e.getMessage())));
    }
    return Optional.empty();
  }

  private <R extends LedgerRow> TableContents<R> join(
      Table<R> table, List<Found<R>> found, List<LedgerProblem> problems) {
    Set<Object> keys = new HashSet<>();
    List<R> rows = new ArrayList<>();
    List<R> misplaced = new ArrayList<>();
    long end = 0;
    for (Found<R> each : found) {
      TableFile<R> file = each.file();
      if (file.firstRow() > end) {
        problems.add(missing(table, end, file.firstRow()));
      }
      List<R> fresh = file.rows().stream().filter(row -> keys.add(row.key())).toList();
      rows.addAll(fresh);
      if (fresh.size() < file.rows().size()) {
        problems.add(doubled(table, each, file.rows().size() - fresh.size()));
        misplaced.addAll(fresh);
      }
      end = Math.max(end, file.firstRow() + file.rows().size());
    }
    return new TableContents<>(rows, end, misplaced, problems);
  }

  private LedgerProblem missing(Table<?> table, long from, long to) {
    return new LedgerProblem(
        MISSING,
        storage.path(table.name()),
        "rows %d to %d of %s are in no file".formatted(from, to - 1, table.name()));
  }

  private static LedgerProblem doubled(Table<?> table, Found<?> found, int rows) {
    return new LedgerProblem(
        DOUBLED,
        found.path(),
        "%d of the %d rows of %s/%s are in another file too; each counts once"
            .formatted(rows, found.file().rows().size(), table.name(), found.path().getName()));
  }

  private static boolean hidden(Path path) {
    return path.getName().startsWith("_") || path.getName().startsWith(".");
  }

  private record Found<R extends LedgerRow>(Path path, TableFile<R> file) {}
}
