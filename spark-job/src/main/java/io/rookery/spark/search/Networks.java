package io.rookery.spark.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.rookery.spark.Refusal;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.train.ArchitectureJson;
import io.rookery.spark.train.ModelExport;
import io.rookery.spark.train.ModelExports;
import io.rookery.spark.train.ModelFiles;
import io.rookery.spark.train.ModelFolder;
import io.rookery.spark.train.TrainedModel;
import io.rookery.spark.train.Trainer;
import io.rookery.spark.train.Trainers;
import io.rookery.spark.trial.FileCheckpoints;
import java.io.DataInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The networks of a search, out of its folder, for use elsewhere. Needs no Spark session.
 *
 * <p>What there is of which: the graph of every network; the weights of the winner, for good; the
 * weights of those that have a checkpoint: while a search runs or is stopped those in training and
 * the better ones, after its end the best {@code rookery.search.keepCheckpoints}.
 */
public final class Networks {

  /** The network that a search named as its winner, or while there is none the best measured. */
  public static final String BEST = "best";

  private final Configuration hadoop;
  private final Path folder;
  private final LedgerContents ledger;
  private final @Nullable JsonNode status;

  private Networks(
      Configuration hadoop, Path folder, LedgerContents ledger, @Nullable JsonNode status) {
    this.hadoop = hadoop;
    this.folder = folder;
    this.ledger = ledger;
    this.status = status;
  }

  /**
   * Those of the search in this folder.
   *
   * @throws Refusal if it holds no search
   */
  public static Networks in(Configuration hadoop, Path folder) {
    try {
      return new Networks(
          hadoop, folder, LedgerReader.read(hadoop, folder), LedgerReader.status(hadoop, folder));
    } catch (LedgerException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    }
  }

  /**
   * What was exported.
   *
   * @param candidateId the network
   * @param to the folder
   * @param files names of what was written
   * @param note what to know of the weights; empty where there is nothing to say
   */
  public record Exported(String candidateId, String to, List<String> files, String note) {}

  /**
   * Writes one network in one format into a new folder.
   *
   * @param candidate its id, or {@value #BEST}
   * @param format as {@code rookery export --help} lists
   * @param data where the search's images are now; null: where they were. Read only where the
   *     weights come from a checkpoint, for the classes and the normalisation
   * @throws Refusal if there is no such network or format, or its weights are gone
   */
  public Exported export(String candidate, String format, Path to, @Nullable String data) {
    ModelExport export = format(format);
    CandidateRow row = candidate(candidate);
    if (row.architecture() == null) {
      throw Refusal.usage(
          "%s is no network: its genome %s decodes to none"
              .formatted(row.candidateId(), row.genome()));
    }
    try {
      ModelFolder target = new ModelFolder(hadoop, to);
      if (!target.isEmpty()) {
        throw Refusal.usage("%s is not empty; name a new folder".formatted(target));
      }
      TrainedModel model =
          export.needsWeights()
              ? model(row, data)
              : TrainedModel.untrained(ArchitectureJson.read(row.architecture()));
      List<String> files = target.write(ModelFiles.of(row.candidateId(), model, export));
      String note = export.needsWeights() ? note(row.candidateId()) : "";
      return new Exported(row.candidateId(), target.toString(), files, note);
    } catch (IOException e) {
      throw Refusal.storage("%s as %s: %s".formatted(row.candidateId(), format, e.getMessage()));
    }
  }

  /** What the search was configured with, as JSON. */
  String configuration() {
    return ledger.search().path("configuration").toString();
  }

  /**
   * One network.
   *
   * @param wanted its id, or {@value #BEST}
   * @throws Refusal if there is none
   */
  CandidateRow candidate(String wanted) {
    String id = wanted.equals(BEST) ? best() : wanted;
    return ledger.candidates().rows().stream()
        .filter(row -> row.candidateId().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.usage(
                    "%s has no network %s: it has %d, the last is %s"
                        .formatted(folder, id, ledger.candidates().rows().size(), last())));
  }

  private String last() {
    List<CandidateRow> rows = ledger.candidates().rows();
    return rows.isEmpty() ? "none" : rows.get(rows.size() - 1).candidateId();
  }

  private @Nullable String winner() {
    JsonNode id = status == null ? null : status.path("best").path("candidateId");
    return id == null || !id.isTextual() ? null : id.asText();
  }

  private String best() {
    String winner = winner();
    return winner != null
        ? winner
        : ledger.evaluations().rows().stream()
            .filter(row -> row.outcome() == Outcome.MEASURED)
            .max(Comparator.comparingDouble(row -> Objects.requireNonNull(row.measuredFitness())))
            .map(EvaluationRow::candidateId)
            .orElseThrow(
                () -> Refusal.usage("%s has no network that was measured yet".formatted(folder)));
  }

  private TrainedModel model(CandidateRow row, @Nullable String data) throws IOException {
    Trainer trainer = Trainers.named(setting("trainer"));
    ModelFolder saved = new ModelFolder(hadoop, new Path(folder, "winner"));
    if (row.candidateId().equals(winner()) && !saved.isEmpty()) {
      return trainer.load(saved.read());
    }
    Path checkpoints = new Path(folder, "checkpoints");
    DataInput checkpoint =
        FileCheckpoints.in(checkpoints, hadoop).latest(row.candidateId(), Double.POSITIVE_INFINITY);
    if (checkpoint == null) {
      throw Refusal.usage(
          "the weights of %s are gone: of an ended search the best keep theirs (rookery.search.keepCheckpoints). Weights are left of %s; the graph can be had of every network; rookery train makes new weights"
              .formatted(row.candidateId(), kept(checkpoints)));
    }
    return trainer.model(checkpoint, images(data));
  }

  private List<String> kept(Path checkpoints) throws IOException {
    FileSystem files = checkpoints.getFileSystem(hadoop);
    return files.exists(checkpoints)
        ? Arrays.stream(files.listStatus(checkpoints))
            .filter(FileStatus::isDirectory)
            .map(child -> child.getPath().getName())
            .sorted()
            .toList()
        : List.of();
  }

  private ImageSet images(@Nullable String data) {
    ImageSet images = ImageSets.load(hadoop, data == null ? setting("data", "path") : data);
    String then = ledger.search().path("data").path("fingerprint").asText();
    if (!then.equals(images.fingerprint())) {
      throw Refusal.preflight(
          "%s was searched on other images (fingerprint %s, now %s): give --data as it was"
              .formatted(folder, then, images.fingerprint()));
    }
    return images;
  }

  private String setting(String... path) {
    JsonNode node = ledger.search().path("configuration").path("rookery");
    for (String key : path) {
      node = node.path(key);
    }
    return node.asText();
  }

  /** How far its training went, where that was not to its end. */
  private String note(String id) {
    List<EvaluationRow> rows =
        ledger.evaluations().rows().stream().filter(row -> row.candidateId().equals(id)).toList();
    if (rows.stream().anyMatch(row -> row.outcome() == Outcome.MEASURED)) {
      return "";
    }
    return rows.stream()
        .reduce((earlier, later) -> later)
        .map(
            row ->
                "its training ended at epoch %.1f of %.1f, by %s"
                    .formatted(row.epochsRun(), row.epochsBudget(), row.rule()))
        .orElse("its training has not ended");
  }

  private static ModelExport format(String name) {
    try {
      return ModelExports.named(name);
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("--format: " + e.getMessage());
    }
  }
}
