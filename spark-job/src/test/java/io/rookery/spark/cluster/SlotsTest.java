package io.rookery.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTest {

  @Test
  void saysHowManyThereAreAndWhy() {
    Slots slots = Slots.of(executors(4, 4, 1), new TaskDemand(4, 1));

    assertThat(slots.count()).isEqualTo(4);
    assertThat(slots.reason()).isEqualTo("4 slots: 4 GPUs, 16 cores, 4 cores a task, 4 executors");
  }

  /** What Spark's scheduler would start at once, worked out by hand. */
  @ParameterizedTest
  @CsvSource({
    // executors, cores and GPUs of each, cores and GPUs a task, slots
    "1, 8, 0, 1, 0, 8",
    "2, 5, 0, 2, 0, 4", // one core of each is left over
    "2, 8, 2, 1, 1, 4",
    "2, 8, 2, 1, 0.5, 8",
    "2, 3, 2, 1, 0.5, 6", // cores are scarcer than shares
    "1, 8, 3, 1, 0.4, 6", // two shares of each address; a share spans no two
    "1, 8, 4, 1, 0.1, 8",
    "1, 64, 1, 1, 0.1, 10", // 1 / 0.1 is ten, not nine
    "1, 8, 5, 1, 2, 2",
  })
  void countsAsSparkSchedules(
      int executors, int cores, int gpus, int taskCores, double taskGpus, int slots) {
    assertThat(Slots.of(executors(executors, cores, gpus), new TaskDemand(taskCores, taskGpus)))
        .extracting(Slots::count)
        .isEqualTo(slots);
  }

  @Test
  void trainingsOneAfterAnotherAreRefusedUnlessAskedFor() {
    Slots one = Slots.of(executors(1, 8, 4), new TaskDemand(8, 1));

    assertThatThrownBy(() -> one.refuseSequential(0))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("1 slot: 4 GPUs, 8 cores, 8 cores a task")
        .hasMessageContaining("4 could run at once")
        .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.PREFLIGHT));
    assertThat(one.refuseSequential(1)).isSameAs(one);
  }

  @Test
  void oneSlotThatIsAllThereIsIsTaken() {
    Slots.of(executors(1, 1, 0), new TaskDemand(1, 0)).refuseSequential(0);
    Slots.of(executors(1, 4, 1), new TaskDemand(4, 1)).refuseSequential(0);
  }

  @Test
  void aTaskThatFitsNoExecutorIsRefused() {
    assertThatThrownBy(() -> Slots.of(executors(4, 2, 0), new TaskDemand(4, 0)))
        .hasMessageContaining("no training fits an executor")
        .hasMessageContaining("spark.task.cpus");
    assertThatThrownBy(() -> Slots.of(executors(4, 2, 0), new TaskDemand(1, 1)))
        .hasMessageContaining("spark.executor.resource.gpu.amount");
  }

  @Test
  void localGpusBoundWhatIsSubmitted() {
    ExecutorView driver = new ExecutorView("driver", "here", 16, List.of());
    Slots slots = Slots.ofLocal(driver, new TaskDemand(1, 0), new LocalGpus(2, 2));

    assertThat(slots.reason())
        .isEqualTo("4 slots: 2 GPUs with 2 trainings each, 16 cores, 1 core a task");
    assertThat(slots.inFlight(0)).isEqualTo(4); // Spark would start more, which then only waited
    assertThat(Slots.of(executors(2, 2, 0), new TaskDemand(1, 0)).inFlight(0)).isEqualTo(6);
  }

  @Test
  void dynamicAllocationCountsWhatItMayComeToHave() {
    assertThat(Slots.ofDynamic(8, 4, 1, new TaskDemand(4, 1)).reason())
        .isEqualTo(
            "8 slots: dynamic allocation of up to 8 executors with 1 GPU and 4 cores each, 4 cores a task");
  }

  @Test
  void aSecondCopyOfASlowTrainingIsRefused() {
    SparkConf conf = new SparkConf(false).set("spark.speculation", "true");
    Speculation.refuse(conf); // one task a job: Spark leaves it alone
    conf.set("spark.speculation.task.duration.threshold", "1m");
    assertThatThrownBy(() -> Speculation.refuse(conf)).hasMessageContaining("twice at once");
  }

  private static List<ExecutorView> executors(int count, int cores, int gpus) {
    List<String> addresses = IntStream.range(0, gpus).mapToObj(Integer::toString).toList();
    return IntStream.range(0, count)
        .mapToObj(i -> new ExecutorView(Integer.toString(i), "host" + i, cores, addresses))
        .toList();
  }
}
