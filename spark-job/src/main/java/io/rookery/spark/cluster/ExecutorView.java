package io.rookery.spark.cluster;

import java.util.List;

/**
 * One executor, as the driver sees it.
 *
 * @param id Spark's
 * @param host where it runs
 * @param cores Spark schedules tasks on
 * @param gpus addresses that Spark hands out to its tasks
 */
public record ExecutorView(String id, String host, int cores, List<String> gpus) {

  public ExecutorView {
    gpus = List.copyOf(gpus);
  }
}
