package io.rookery.spark.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes a search's folder, from the driver, without a Spark job. For any number of threads.
 *
 * <p>Rows are collected and written together: an {@link EvaluationRow} before {@code add} returns,
 * with all that was added before it; others at most a second, or {@value #BATCH} rows, later. A row
 * whose key the table already has is not added again. If a write fails nothing is lost or doubled:
 * the rows wait, the next call here says what is wrong, and every later flush tries again.
 */
public final class Ledger implements AutoCloseable {

  /** The newest format of a search's folder that this version knows, and the one it writes. */
  public static final int FORMAT = 1;

  /** Rows of a table that are written before their second has passed. */
  static final int BATCH = 200;

  private static final long FLUSH_MILLIS = 1_000;

  private final Storage storage;
  private final String searchId;
  private final Lane<CandidateRow> candidates;
  private final Lane<EpochRow> epochs;
  private final Lane<PredictionRow> predictions;
  private final Lane<EvaluationRow> evaluations;

  /** In the order in which they are written, so that no row comes before what it speaks of. */
  private final List<Lane<?>> lanes;

  private final Object rows = new Object();
  private final Object writing = new Object();
  private final ScheduledExecutorService clock;
  private volatile @Nullable LedgerException failure;
  private boolean closed;

  private Ledger(Storage storage, LedgerContents known) throws IOException {
    this.storage = storage;
    searchId = known.searchId();
    candidates = lane(Table.CANDIDATES, known.candidates());
    epochs = lane(Table.EPOCHS, known.epochs());
    predictions = lane(Table.PREDICTIONS, known.predictions());
    evaluations = lane(Table.EVALUATIONS, known.evaluations());
    lanes = List.of(candidates, epochs, predictions, evaluations);
    clock = Executors.newSingleThreadScheduledExecutor(Ledger::daemon);
    clock.scheduleWithFixedDelay(
        this::flushQuietly, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Begins a new search's folder.
   *
   * @param search what search.json shall say: anything Jackson can write as an object; {@code
   *     searchId} is set in it
   * @throws LedgerException if the folder holds a search already, or cannot be written
   */
  public static Ledger create(Configuration conf, Path folder, String searchId, Object search)
      throws LedgerException {
    try {
      Storage storage = new Storage(conf, folder);
      SearchFiles.refuseTaken(storage);
      JsonNode tree = SearchFiles.search(searchId, search);
      SearchFiles.write(storage, SearchFiles.SEARCH, tree);
      return new Ledger(storage, LedgerContents.none(storage.folder(), searchId, tree));
    } catch (IOException e) {
      throw LedgerException.writing(folder, e);
    }
  }

  /**
   * Goes on with a search, after what {@link LedgerReader} found. Files with a problem are set
   * aside under a hidden name; rows that only such a file has are written again.
   */
  public static Ledger resume(Configuration conf, LedgerContents known) throws LedgerException {
    try {
      Storage storage = new Storage(conf, known.folder());
      storage.deleteTemporary();
      Ledger ledger = new Ledger(storage, known);
      ledger.flush();
      for (LedgerProblem problem : known.problems()) {
        if (problem.kind() != LedgerProblem.Kind.MISSING) {
          storage.setAside(problem.file());
        }
      }
      return ledger;
    } catch (IOException e) {
      throw LedgerException.writing(known.folder(), e);
    }
  }

  /** Adds a row; false if the table has that candidate. */
  public boolean add(CandidateRow row) throws LedgerException {
    return add(candidates, row);
  }

  /** Adds a row; false if the table has that epoch of that attempt. */
  public boolean add(EpochRow row) throws LedgerException {
    return add(epochs, row);
  }

  /** Adds a row; false if the table has what that predictor said at that epoch of that attempt. */
  public boolean add(PredictionRow row) throws LedgerException {
    return add(predictions, row);
  }

  /**
   * Adds a row and writes it, with all that was added before it; false if the table has that
   * outcome of that candidate.
   */
  public boolean add(EvaluationRow row) throws LedgerException {
    boolean added = add(evaluations, row);
    flush();
    return added;
  }

  private <R extends LedgerRow> boolean add(Lane<R> lane, R row) throws LedgerException {
    boolean added;
    boolean full;
    synchronized (rows) {
      added = lane.add(row);
      full = added && lane.waiting() == BATCH;
    }
    if (full) {
      clock.execute(this::flushQuietly);
    }
    throwFailure();
    return added;
  }

  /**
   * Writes all that was added.
   *
   * @throws LedgerException if that is not possible; the rows are kept for the next attempt
   */
  public void flush() throws LedgerException {
    synchronized (writing) {
      List<? extends Lane.Batch<?>> batches;
      synchronized (rows) {
        batches = lanes.stream().map(Lane::take).toList();
      }
      int written = 0;
      try {
        for (Lane.Batch<?> batch : batches) {
          batch.write();
          written++;
        }
        failure = null;
      } catch (IOException e) {
        failure = LedgerException.writing(storage.folder(), e);
        throw failure;
      } finally {
        synchronized (rows) {
          batches.subList(written, batches.size()).forEach(Lane.Batch::putBack);
        }
      }
    }
  }

  /** Puts a new search.json in the place of the old one; {@code searchId} is set in it. */
  public void writeSearch(Object search) throws LedgerException {
    write(SearchFiles.SEARCH, SearchFiles.search(searchId, search));
  }

  /** Puts a new _STATUS.json in the place of the old one. */
  public void writeStatus(Object status) throws LedgerException {
    write(SearchFiles.STATUS, SearchFiles.tree(status));
  }

  private void write(String name, JsonNode tree) throws LedgerException {
    try {
      SearchFiles.write(storage, name, tree);
    } catch (IOException e) {
      throw LedgerException.writing(storage.folder(), e);
    }
  }

  /** Writes all that was added, and ends the thread that does so every second. */
  @Override
  public void close() throws LedgerException {
    clock.shutdown();
    synchronized (writing) {
      closed = true; // a flush of the clock that waits for its turn must not write after this one
      flush();
      try {
        for (Lane<?> lane : lanes) {
          lane.end();
        }
      } catch (IOException e) {
        throw LedgerException.writing(storage.folder(), e);
      }
    }
  }

  private void flushQuietly() {
    try {
      synchronized (writing) {
        if (!closed) {
          flush();
        }
      }
    } catch (IOException | RuntimeException e) {
      // The next caller hears of it. A file system may throw anything, and then the clock must not
      // stop.
      failure = LedgerException.writing(storage.folder(), e);
    }
  }

  private void throwFailure() throws LedgerException {
    LedgerException known = failure;
    if (known != null) {
      throw new LedgerException(String.valueOf(known.getMessage()), known);
    }
  }

  private <R extends LedgerRow> Lane<R> lane(Table<R> table, TableContents<R> known)
      throws IOException {
    Lane<R> lane = new Lane<>(new TableWriter<>(table, storage, searchId, known.end()));
    lane.begin(known);
    return lane;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "rookery-ledger");
    thread.setDaemon(true);
    return thread;
  }
}
