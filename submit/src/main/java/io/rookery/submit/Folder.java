package io.rookery.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rookery.spark.Refusal;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The folder of one search, which may run anywhere. */
final class Folder {

  @Parameters(arity = "1", paramLabel = "DIR", description = "folder that a search writes")
  private String folder;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "how to reach it, such as spark.hadoop.fs.s3a.endpoint=…")
  private List<String> properties = List.of();

  Path path() {
    return new Path(folder);
  }

  Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(Launch.given(properties));
  }

  /** What _STATUS.json says; null while nothing is written. */
  @Nullable JsonNode status() {
    if (!holdsSearch()) {
      throw Refusal.usage(
          "%s holds no search. Give the folder that a search wrote.".formatted(folder));
    }
    try {
      return LedgerReader.status(hadoop(), path());
    } catch (LedgerException e) {
      throw Refusal.storage(String.valueOf(e.getMessage()));
    }
  }

  /** Whether a search has begun in it. */
  boolean holdsSearch() {
    try {
      return LedgerReader.holdsSearch(hadoop(), path());
    } catch (LedgerException e) {
      throw Refusal.storage(String.valueOf(e.getMessage()));
    }
  }
}
