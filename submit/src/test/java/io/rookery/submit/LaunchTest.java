package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is set where nobody has set it. */
class LaunchTest {

  private static final String HEARTBEAT = "spark.executor.heartbeatInterval";
  private static final String EXECUTORS = "spark://127.0.0.1:7077";

  @Test
  void heartbeatsAreFastWhereThereAreExecutorsToHearOf() {
    assertThat(Launch.conf("local[2]", List.of()).get(HEARTBEAT)).isEqualTo("10s");
    assertThat(Launch.conf("local-cluster[1,1,1024]", List.of()).get(HEARTBEAT)).isEqualTo("1s");
    assertThat(Launch.conf("local[2]", List.of(HEARTBEAT + "=3s")).get(HEARTBEAT)).isEqualTo("3s");
  }

  @ParameterizedTest
  @CsvSource({"1, '', '', 1", "2, '', 4, 8", "1, 0.5, '', 2", "2, 0.25, 2, 16", "4, 2, '', 2"})
  void anExecutorHasTheCoresThatItsGpusTrainingsNeed(
      String gpus, String each, String cpus, String cores) {
    SparkConf conf = Launch.conf(EXECUTORS, gpus(gpus, each, cpus));
    assertThat(conf.get("spark.executor.cores")).isEqualTo(cores);
    assertThat(conf.get(Gpus.TASK_AMOUNT)).isEqualTo(each.isEmpty() ? "1" : each);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, executors without GPUs: set spark.executor.resource.gpu.amount too",
    "2, 0.7, 'takes a part of a GPU up to a half, or whole ones'",
    "2, 1.5, 'takes a part of a GPU up to a half, or whole ones'",
    "1, 2, is more than spark.executor.resource.gpu.amount=1",
  })
  void amountsThatSparkMeetsWithAStackTraceAreRefused(String gpus, String each, String said) {
    SparkConf conf = Launch.conf(EXECUTORS, gpus(gpus, each, ""));
    assertThatThrownBy(() -> Session.open(conf))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(said)
        .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.USAGE));
  }

  private static List<String> gpus(String gpus, String each, String cpus) {
    return Stream.of(
            Gpus.EXECUTOR_AMOUNT + "=" + gpus,
            Gpus.TASK_AMOUNT + "=" + each,
            "spark.task.cpus=" + cpus)
        .filter(assignment -> !assignment.endsWith("="))
        .toList();
  }
}
