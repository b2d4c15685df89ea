package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.data.ImageSet;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.LedgerProblem;
import io.rookery.spark.search.StopRequest;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.train.TrainingSession;
import io.rookery.spark.trial.FileCheckpoints;
import io.rookery.submit.drill.Logbook;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A search whose folder is on HDFS, or on S3: stopped, killed, damaged, resumed. */
@Tag("stores")
@Timeout(1200)
class StoresIT {

  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final int STOPPED = 130;
  private static final int CANDIDATES = 12;

  /** A training that has come so far when the driver is killed must not begin anew. */
  private static final double WORTH_KEEPING = 2;

  /** Milliseconds from one validation to the next. */
  private static final int QUICK = 150;

  /** The same, so that the ledger, which writes every second, has heard of all but the last. */
  private static final int UNHURRIED = 1_200;

  @TempDir private java.nio.file.Path folder;

  @Test
  void aSearchOnHdfs() throws Exception {
    try (Store store = Hdfs.start(folder)) {
      survives("HDFS", store);
    }
  }

  @Test
  void aSearchOnS3() throws Exception {
    try (Store store = S3.start(folder)) {
      // What replaces a file there is one request: until then, or without, the old one stays.
      Path file = new Path(store.root() + "/half");
      Scene scene = scene("half").store(store);
      FileSystem files = file.getFileSystem(scene.hadoop());
      write(files, file, new byte[7]);
      FSDataOutputStream out = files.create(file, true);
      out.write(new byte[100]);
      out.flush();
      assertThat(files.getFileStatus(file).getLen()).as("of an open upload").isEqualTo(7);
      out.abort();
      assertThat(files.getFileStatus(file).getLen()).as("of one that failed").isEqualTo(7);
      survives("S3A", store);
    }
  }

  private void survives(String name, Store store) throws Exception {
    Scene undisturbed = scene("undisturbed");
    run(undisturbed);
    List<String> expected = Decisions.of(undisturbed.ledger());
    Scene scene = scene("search").store(store);
    int reads;
    try (Onlooker onlooker = new Onlooker()) {
      onlooker.watch(scene);
      stop(scene);
      addRubbish(scene);
      List<String> known = Decisions.of(scene.ledger());
      assertThat(scene.ledger().problems())
          .extracting(LedgerProblem::kind)
          .containsExactlyInAnyOrder(LedgerProblem.Kind.DOUBLED, LedgerProblem.Kind.TORN);
      onlooker.problems.removeIf(problem -> problem.contains("copy-of-"));
      Logbook.Line last = kill(scene.set("rookery.resume", true));
      assertThat(Decisions.of(scene.ledger())).startsWith(known.toArray(String[]::new));
      run(scene);
      requireContinued(scene, last);
      onlooker.problems.removeIf(problem -> problem.contains("copy-of-"));
      assertThat(onlooker.problems).isEmpty();
      reads = onlooker.reads.get();
    }
    assertThat(Decisions.of(scene.ledger())).isEqualTo(expected);
    ExecutorsIT.requireWhole(scene, CANDIDATES);
    assertThat(names(scene, "evaluations").stream().filter(each -> each.startsWith("_aside-")))
        .hasSize(2);
    requireSparkReads(scene);
    requireDamageNoticed(scene);
    Report.print(
        "%s: a search stopped, then its driver killed with -9, each time resumed: tables as of one that nobody disturbed; read %d times meanwhile, unreadable 0; a torn and a doubled file set aside; a damaged checkpoint gave way to the one before"
            .formatted(name, reads));
  }

  /** One slot, so that it can be compared with one that nobody disturbed. */
  private Scene scene(String name) throws IOException {
    Scene scene = new Scene(Files.createDirectories(folder.resolve(name))).drill(QUICK);
    scene.conf("spark.cores.max", 1).set("rookery.search.inFlight", 1);
    return scene.checkpointBytes(4_000).set("rookery.search.candidates", CANDIDATES);
  }

  private static void run(Scene scene) throws Exception {
    try (Submission submission = scene.start()) {
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
    }
    scene.cluster.awaitIdle();
  }

  /** As {@code rookery stop} does, from another process. */
  private static void stop(Scene scene) throws Exception {
    try (Submission submission = scene.start()) {
      awaitResults(scene, submission, 3);
      new StopRequest(scene.hadoop(), scene.place()).ask();
      assertThat(submission.await(PATIENCE)).as(submission.text()).isEqualTo(STOPPED);
      assertThat(scene.status().path("state").asText()).isEqualTo("stopped");
    }
    scene.cluster.awaitIdle();
  }

  /** Kills the driver while a network trains; what was last heard of that network. */
  private static Logbook.Line kill(Scene scene) throws Exception {
    Logbook.Line last;
    scene.drill(UNHURRIED);
    do { // again, where it was decided in the last moment
      int before = scene.ledger().evaluations().rows().size();
      try (Submission submission = scene.start()) {
        awaitResults(scene, submission, before + 1);
        Awaitility.await("a network in training")
            .atMost(PATIENCE)
            .until(() -> inTraining(lastLine(scene)));
        last = lastLine(scene);
        submission.kill();
      }
      scene.cluster.awaitIdle();
    } while (decided(scene, last.seed()));
    scene.drill(QUICK);
    return last;
  }

  private static boolean decided(Scene scene, long seed) {
    List<String> its =
        scene.ledger().candidates().rows().stream()
            .filter(row -> row.seed() == seed)
            .map(CandidateRow::candidateId)
            .toList();
    return scene.ledger().evaluations().rows().stream()
        .anyMatch(row -> its.contains(row.candidateId()));
  }

  private static Logbook.Line lastLine(Scene scene) {
    List<Logbook.Line> log = scene.log();
    return log.get(log.size() - 1);
  }

  private static boolean inTraining(Logbook.Line line) {
    return line.event() == Logbook.Event.EPOCH && line.epoch() >= WORTH_KEEPING;
  }

  private static void awaitResults(Scene scene, Submission submission, int results) {
    Awaitility.await(results + " results")
        .atMost(PATIENCE)
        .until(
            () ->
                !submission.isAlive()
                    || scene.holdsSearch()
                        && scene.ledger().evaluations().rows().size() >= results);
    assertThat(submission.isAlive()).as(submission.text()).isTrue();
  }

  /** A training goes on from the store's checkpoint, at most one epoch before where it was. */
  private static void requireContinued(Scene scene, Logbook.Line last) {
    assertThat(
            scene.log().stream()
                .filter(line -> line.seed() == last.seed() && line.micros() > last.micros())
                .filter(line -> line.event() == Logbook.Event.OPEN)
                .findFirst())
        .get()
        .extracting(Logbook.Line::epoch)
        .satisfies(epoch -> assertThat(epoch).isGreaterThanOrEqualTo(last.epoch() - 1));
  }

  /** A file that was copied, and one of which half was copied. */
  private static void addRubbish(Scene scene) throws IOException {
    FileSystem files = scene.place().getFileSystem(scene.hadoop());
    FileStatus table = tables(scene, "evaluations").get(0);
    byte[] bytes = read(files, table);
    Path beside = table.getPath().getParent();
    write(files, new Path(beside, "copy-of-all.parquet"), bytes);
    write(files, new Path(beside, "copy-of-half.parquet"), Arrays.copyOf(bytes, bytes.length / 2));
  }

  /** Somebody's own session, which has other jars and no more settings than these. */
  private static void requireSparkReads(Scene scene) throws IOException {
    SparkSession.Builder builder = SparkSession.builder().master("local[1]");
    scene.hadoop().forEach(e -> builder.config("spark.hadoop." + e.getKey(), e.getValue()));
    builder.config("spark.ui.enabled", "false");
    try (SparkSession spark = builder.getOrCreate()) {
      Dataset<Row> rows = spark.read().parquet(scene.place() + "/evaluations");
      assertThat(rows.count()).isEqualTo(scene.ledger().evaluations().rows().size());
    }
  }

  private static void requireDamageNoticed(Scene scene) throws IOException {
    FileSystem files = scene.place().getFileSystem(scene.hadoop());
    FileStatus table = tables(scene, "epochs").get(0);
    byte[] bytes = read(files, table);
    write(files, table.getPath(), Arrays.copyOf(bytes, bytes.length - 100));
    assertThat(scene.ledger().problems())
        .extracting(LedgerProblem::kind)
        .contains(LedgerProblem.Kind.TORN);
    Path folder = new Path(scene.place(), "more");
    FileCheckpoints checkpoints = FileCheckpoints.in(folder, scene.hadoop());
    for (int epoch : new int[] {1, 2, 2}) { // another attempt may save an epoch again
      checkpoints.save("c1", new At(epoch));
    }
    assertThat(checkpoints.latest("c1", 99).readDouble()).isEqualTo(2);
    Path newest = new Path(folder, "c1/epoch-00000002.ckpt");
    byte[] whole = read(files, files.getFileStatus(newest));
    write(files, newest, Arrays.copyOf(whole, whole.length - 1));
    assertThat(checkpoints.latest("c1", 99).readDouble()).isEqualTo(1);
    whole[whole.length - 1] ^= 1;
    write(files, newest, whole);
    assertThat(checkpoints.latest("c1", 99).readDouble()).isEqualTo(1);
  }

  private static List<String> names(Scene scene, String table) throws IOException {
    FileSystem files = scene.place().getFileSystem(scene.hadoop());
    return Arrays.stream(files.listStatus(new Path(scene.place(), table)))
        .map(file -> file.getPath().getName())
        .toList();
  }

  private static List<FileStatus> tables(Scene scene, String table) throws IOException {
    FileSystem files = scene.place().getFileSystem(scene.hadoop());
    return Arrays.stream(files.listStatus(new Path(scene.place(), table)))
        .filter(file -> !file.getPath().getName().startsWith("_"))
        .toList();
  }

  private static byte[] read(FileSystem files, FileStatus file) throws IOException {
    byte[] bytes = new byte[(int) file.getLen()];
    try (FSDataInputStream in = files.open(file.getPath())) {
      in.readFully(bytes);
    }
    return bytes;
  }

  private static void write(FileSystem files, Path path, byte[] bytes) throws IOException {
    try (OutputStream out = files.create(path, true)) {
      out.write(bytes);
    }
  }

  /** A training that stands at an epoch. */
  private record At(double epoch) implements TrainingSession {

    @Override
    public boolean complete() {
      return false;
    }

    @Override
    public Optional<EpochMetrics> next(BooleanSupplier cancelled) {
      return Optional.empty();
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeDouble(epoch);
    }

    @Override
    public double score(ImageSet.Split split) {
      return 0;
    }

    @Override
    public void close() {}
  }
}
