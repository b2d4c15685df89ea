package io.rookery.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.Settings;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * In cluster mode a cluster manager starts a driver that died again, with the same command: YARN up
 * to {@code spark.yarn.maxAppAttempts} times, a standalone Master with {@code --supervise}.
 */
final class Relaunch {

  private Relaunch() {}

  /**
   * Whether this process is to go on with what another one of the same command began: its output
   * holds a search with exactly these settings. One with other settings is never taken for it.
   */
  static boolean of(SparkConf conf, Settings settings) {
    if (!conf.get("spark.submit.deployMode", "client").equals("cluster")
        || settings.output().isEmpty()) {
      return false;
    }
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(conf);
    Path output = new Path(settings.output());
    try {
      return LedgerReader.holdsSearch(hadoop, output)
          && LedgerReader.search(hadoop, output)
              .path("configuration")
              .equals(tree(settings.json()));
    } catch (LedgerException e) {
      throw Refusal.storage(String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the configuration's own JSON cannot be read", e);
    }
  }

  /**
   * The exit code of the process. A supervised driver is started again for ever until it ends with
   * 0: that would undo a stop, and repeat a refusal. {@code _STATUS.json} has the real one.
   */
  static int exitCode(ExitCode code) {
    boolean mends = code == ExitCode.STORAGE || code == ExitCode.UNEXPECTED;
    boolean supervised = Boolean.getBoolean("spark.driver.supervise");
    return supervised && !mends ? ExitCode.DONE.code() : code.code();
  }
}
