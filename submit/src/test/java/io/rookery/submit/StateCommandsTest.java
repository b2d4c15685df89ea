package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code rookery status} and {@code rookery stop}, of folders as a search leaves them. */
class StateCommandsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void search() throws IOException {
    Files.writeString(folder.resolve("search.json"), "{\"searchId\":\"s1\",\"format\":1}");
  }

  @ParameterizedTest
  @CsvSource({"done, 0", "stopped, 130", "failed, 5", "failed, 4"})
  void anEndedSearchHandsItsExitCodeOn(String state, int code) throws IOException {
    status("\"state\":\"%s\",\"exitCode\":%d,\"stopReason\":\"why it ended\"", state, code);
    assertThat(execute("status", folder.toString(), "--exit-code", "--wait")).isEqualTo(code);
    assertThat(out.toString())
        .contains("search s1: %s (exit code %d), why it ended".formatted(state, code))
        .contains(code == 0 ? "rookery report" : "rookery run --resume");
    assertThat(execute("status", folder.toString())).as("itself it did well").isZero();
  }

  @Test
  void aRunningSearchShowsItsCounts() throws IOException {
    status(
        "\"state\":\"running\",\"updatedAt\":\"%s\",\"candidates\":7,\"measured\":2,\"predicted\":3,\"failed\":1,\"epochsRun\":31.5,\"epochsBudget\":84,\"bestMeasured\":83.25,\"bestId\":\"c0003\",\"notices\":[\"executor 2 is gone\"]",
        Instant.now());
    assertThat(execute("status", folder.toString(), "--exit-code")).isZero();
    assertThat(out.toString())
        .contains("search s1: running")
        .contains("candidates: 7 asked, 2 measured, 3 predicted, 1 failed")
        .contains("best measured: c0003, validation 83.25 %")
        .contains("notice: executor 2 is gone");
  }

  @Test
  void aSearchWhoseDriverDiedIsToldFromOneThatRuns() throws IOException {
    status("\"state\":\"running\",\"updatedAt\":\"%s\"", Instant.now().minusSeconds(300));
    assertThat(execute("status", folder.toString(), "--exit-code", "--wait")).isEqualTo(1);
    assertThat(out.toString())
        .contains("no sign of life for 30")
        .contains("rookery run --resume " + folder);
    assertThat(execute("status", folder.toString(), "--json")).isZero();
    String json = out.toString().lines().reduce((first, last) -> last).orElseThrow();
    assertThat(JSON.readTree(json).path("silent").asBoolean()).isTrue();
  }

  @Test
  void theWinnerIsNamedWithBothItsScores() throws IOException {
    status(
        "\"state\":\"done\",\"exitCode\":0,\"candidates\":8,\"best\":{\"candidateId\":\"c0001\",\"fitness\":83.7,\"testFitness\":82.1}");
    execute("status", folder.toString());
    assertThat(out.toString()).contains("best measured: c0001, validation 83.70 %, test 82.10 %");
  }

  @Test
  void jsonIsTheFileItself() throws IOException {
    status("\"state\":\"done\",\"exitCode\":0,\"candidates\":8");
    execute("status", folder.toString(), "--json");
    JsonNode json = JSON.readTree(out.toString());
    assertThat(json.path("candidates").asInt()).isEqualTo(8);
    assertThat(json.path("silent").asBoolean()).isFalse();
  }

  @Test
  void aRunningSearchIsAskedToStopAndAwaited() throws Exception {
    status("\"state\":\"running\",\"updatedAt\":\"%s\"", Instant.now());
    CompletableFuture<Integer> command =
        CompletableFuture.supplyAsync(() -> execute("stop", folder.toString()));
    Awaitility.await().until(() -> Files.exists(folder.resolve("_STOP")));
    assertThat(command).isNotDone();
    status("\"state\":\"stopped\",\"exitCode\":130,\"stopReason\":\"stopped before its end\"");
    assertThat(command.get()).isZero();
    assertThat(out.toString()).contains("stopped (exit code 130)");
  }

  /** A driver in the cluster may begin minutes after it was submitted. */
  @Test
  void aSearchThatHasNotBegunIsAwaited() throws Exception {
    Files.delete(folder.resolve("search.json"));
    CompletableFuture<Integer> command =
        CompletableFuture.supplyAsync(
            () -> execute("status", folder.toString(), "--wait", "--exit-code"));
    Awaitility.await().until(() -> err.toString().contains("no search in " + folder + " yet"));
    assertThat(command).isNotDone();
    status("\"state\":\"stopped\",\"exitCode\":130");
    search();
    assertThat(command.get()).isEqualTo(130);
  }

  @Test
  void aSearchThatDoesNotStopInTimeIsSaidSo() throws IOException {
    status("\"state\":\"running\",\"updatedAt\":\"%s\"", Instant.now());
    assertThat(execute("stop", folder.toString(), "--wait", "1")).isEqualTo(1);
    assertThat(out.toString()).contains("has not ended within 1 s");
    assertThat(execute("stop", folder.toString(), "--wait", "0")).isZero();
  }

  @Test
  void anEndedSearchIsNotAskedToStop() throws IOException {
    status("\"state\":\"done\",\"exitCode\":0");
    assertThat(execute("stop", folder.toString())).isZero();
    assertThat(out.toString()).contains("it has ended already");
    assertThat(folder.resolve("_STOP")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "stop"})
  void aFolderWithoutASearchIsAWrongUse(String command) {
    assertThat(execute(command, folder.resolve("other").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("holds no search");
  }

  @ParameterizedTest
  @ValueSource(strings = {"doctor --set rookery.search.candidate=1", "doctor --conf oops"})
  void aDoctorWithWrongOptionsStartsNothing(String arguments) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void aSessionThatSparkDoesNotStartIsAFinding() throws IOException {
    // Tasks that ask for GPUs which executors do not have: Spark refuses the context.
    int code =
        execute(
            "doctor",
            "--json",
            "--master",
            "local-cluster[1,1,1024]",
            "--conf",
            "spark.task.resource.gpu.amount=1",
            "--conf",
            "spark.ui.enabled=false");
    assertThat(code).isEqualTo(3);
    JsonNode json = JSON.readTree(out.toString());
    assertThat(json.path("ok").asBoolean()).isFalse();
    assertThat(json.path("checks"))
        .anySatisfy(
            check -> {
              assertThat(check.path("check").asText()).isEqualTo("session");
              assertThat(check.path("level").asText()).isEqualTo("fail");
              assertThat(check.path("found").asText()).contains("gpu");
            });
  }

  private void status(String fields, Object... values) throws IOException {
    Files.writeString(
        folder.resolve("_STATUS.json"), "{\"searchId\":\"s1\"," + fields.formatted(values) + "}");
  }

  private int execute(String... arguments) {
    var command = Rookery.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
