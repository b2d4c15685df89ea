package io.rookery.submit.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The cluster recipes in submit/, as far as they can be checked where no such cluster is. */
class RecipesTest {

  private static final Path SUBMIT = Shell.ROOT.resolve("submit");
  private static final Pattern KEY = Pattern.compile("\\bspark(\\.[A-Za-z0-9_]+)+");

  /** Everything any recipe needs; each takes its own. */
  private static final Map<String, String> VARIABLES =
      Map.of(
          "OUTPUT", "/shared/search one",
          "SPARK_HOME", "/opt/spark",
          "HADOOP_CONF_DIR", "/etc/hadoop",
          "IMAGE", "registry/rookery:0.1.0",
          "CLUSTER", "cluster-1",
          "REGION", "region-1");

  @TempDir private Path target;

  @BeforeEach
  void build() throws IOException {
    Files.createFile(target.resolve("rookery-job.jar"));
    Files.createDirectories(target.resolve("natives"));
    Files.createFile(target.resolve("natives/pytorch-jni.jar"));
    Files.createFile(target.resolve("natives/pytorch-native-cpu.jar"));
  }

  static List<String> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(SUBMIT)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(SUBMIT.resolve("target")))
          .filter(RecipesTest::isShell)
          .map(file -> Shell.ROOT.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static boolean isShell(Path file) {
    if (file.toString().endsWith(".sh")) {
      return true;
    }
    return file.getParent().equals(SUBMIT.resolve("bin"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyScriptCanBeRead(String script) {
    assertThat(Shell.run(Map.of(), List.of("bash", "-n", script)))
        .isEqualTo(new Shell.Result(0, ""));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void shellcheckFindsNothing(String script) {
    assumeTrue(
        Shell.run(Map.of(), List.of("shellcheck", "--version")).code() == 0,
        "shellcheck is not installed");
    assertThat(Shell.run(Map.of(), List.of("shellcheck", "-x", script)))
        .isEqualTo(new Shell.Result(0, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "standalone/submit.sh, spark://host:7077, spark-submit",
    "yarn/submit.sh, '', spark-submit",
    "kubernetes/submit.sh, k8s://https://host:6443, spark-submit",
    "emr/submit.sh, '', aws",
    "dataproc/submit.sh, '', gcloud",
    "databricks/submit.sh, '', databricks",
    "emr/create-cluster.sh, '', aws",
    "dataproc/create-cluster.sh, '', gcloud"
  })
  void aDryRunPrintsCommandsWhosePropertiesSparkKnows(String script, String master, String tool) {
    Shell.Result result = dryRun(script, master, script.contains("submit") ? "--set" : null);
    assertThat(result.code()).as(result.output()).isZero();
    List<String> lines = result.output().lines().toList();
    List<String> last = Shell.words(lines.get(lines.size() - 1));
    assertThat(Path.of(last.get(0)).getFileName()).hasToString(tool);
    assertThat(unknownKeys(result.output())).isEmpty();
    lines.forEach(line -> assertThat(Shell.words(line)).noneMatch(String::isEmpty));
  }

  @ParameterizedTest
  @CsvSource({
    "standalone/submit.sh, client",
    "yarn/submit.sh, cluster",
    "kubernetes/submit.sh, cluster"
  })
  void sparkSubmitGetsWhatASearchNeeds(String script, String mode) {
    List<String> words = Shell.words(dryRun(script, "spark://host:7077", "--data").output());
    assertThat(after(words, "--class")).isEqualTo("io.rookery.submit.Rookery");
    assertThat(after(words, "--deploy-mode")).isEqualTo(mode);
    assertThat(after(words, "--output")).isEqualTo("/shared/search one");
    assertThat(after(words, "--data")).as("what was given comes last, whole").isEqualTo("a b'c");
    assertThat(words)
        .contains(
            "run",
            "rookery.resume=true",
            "spark.executor.resource.gpu.amount=1",
            "spark.task.resource.gpu.amount=1")
        .anyMatch(word -> word.endsWith("rookery-job.jar"));
  }

  @Test
  void withoutGpusNoneAreAskedFor() {
    for (String script : List.of("standalone", "yarn", "kubernetes")) {
      Map<String, String> variables = variables("spark://host:7077");
      variables.put("GPUS", "0");
      Shell.Result result =
          Shell.run(variables, List.of("submit/" + script + "/submit.sh", "--dry-run"));
      assertThat(result.output()).contains("spark.executor.cores=1").doesNotContain("resource.gpu");
    }
  }

  @ParameterizedTest
  @CsvSource({"standalone", "yarn", "kubernetes", "emr", "dataproc", "databricks"})
  void nativeCodeForCpusIsSaidToSeeNoGpu(String recipe) throws IOException {
    String warning = "holds native code for CPUs, which sees no GPU";
    List<String> command = List.of("submit/" + recipe + "/submit.sh", "--dry-run");
    Map<String, String> variables = variables("spark://host:7077");
    assertThat(Shell.run(variables, command).output()).doesNotContain(warning);
    Files.createFile(target.resolve("natives/pytorch-native-cpu-2.7.1-linux-x86_64.jar"));
    Shell.Result result = Shell.run(variables, command);
    assertThat(result.code()).isZero();
    assertThat(result.output().lines().toList().get(0)).contains(recipe, warning);
    variables.put("GPUS", "0");
    assertThat(Shell.run(variables, command).output()).doesNotContain(warning);
  }

  @Test
  void anEmrStepIsJsonWithTheArgumentsAsTheyWere() throws IOException {
    String last = dryRun("emr/submit.sh", "", "--set").output().lines().toList().get(3);
    var steps = new ObjectMapper().readTree(after(Shell.words(last), "--steps"));
    assertThat(steps).hasSize(1);
    assertThat(steps.get(0).path("Type").asText()).isEqualTo("CUSTOM_JAR");
    assertThat(steps.get(0).path("Jar").asText()).isEqualTo("command-runner.jar");
    List<String> arguments = new ArrayList<>();
    steps.get(0).path("Args").forEach(argument -> arguments.add(argument.asText()));
    assertThat(arguments).startsWith("spark-submit", "--class", "io.rookery.submit.Rookery");
    assertThat(arguments).endsWith("--set", "a b'c");
    assertThat(unknownKeys(steps.toString())).isEmpty();
  }

  /** On import a notebook's name loses its ending. */
  @Test
  void theNotebookOfTheDatabricksJobIsImportedAndTakesItsParameters() throws IOException {
    Shell.Result dryRun =
        Shell.run(variables(""), List.of("submit/databricks/submit.sh", "--dry-run", "notebook"));
    assertThat(dryRun.code()).as(dryRun.output()).isZero();
    Map<String, Path> imported = new HashMap<>();
    for (String line : dryRun.output().lines().toList()) {
      List<String> words = Shell.words(line);
      if (words.contains("import-dir")) {
        imported.put(words.get(words.size() - 1), Path.of(words.get(words.size() - 2)));
      }
    }
    JsonNode job =
        new ObjectMapper().readTree(SUBMIT.resolve("databricks/job-notebook.json").toFile());
    JsonNode task = job.path("tasks").get(0).path("notebook_task");
    Path notebook = Path.of(task.path("notebook_path").asText());
    assertThat(imported).containsKey(notebook.getParent().toString());
    String source =
        Files.readString(
            imported
                .get(notebook.getParent().toString())
                .resolve(notebook.getFileName() + ".scala"));
    assertThat(source).startsWith("// Databricks notebook source\n");
    assertThat(task.path("base_parameters")).isNotEmpty();
    task.path("base_parameters")
        .fieldNames()
        .forEachRemaining(
            name -> assertThat(source).contains("dbutils.widgets.text(\"" + name + "\","));
  }

  @ParameterizedTest
  @CsvSource({
    "standalone, MASTER",
    "yarn, OUTPUT",
    "yarn, HADOOP_CONF_DIR",
    "kubernetes, IMAGE",
    "emr, BUCKET",
    "dataproc, REGION"
  })
  void whatIsMissingIsNamed(String recipe, String variable) {
    Map<String, String> variables = variables("spark://host:7077");
    variables.remove(variable);
    Shell.Result result =
        Shell.run(variables, List.of("submit/" + recipe + "/submit.sh", "--dry-run"));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.output()).contains("set " + variable + ": ");
  }

  @Test
  void withoutABuildTheNextStepIsNamed() {
    Map<String, String> variables = variables("spark://host:7077");
    variables.put("ROOKERY_TARGET", target.resolve("absent").toString());
    Shell.Result result = Shell.run(variables, List.of("submit/standalone/submit.sh", "--dry-run"));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.output()).contains("build first");
  }

  /** Also in comments and on the page: a key that Spark does not know helps nobody. */
  @Test
  void sparkKnowsEveryPropertyThatTheRecipesWrite() throws IOException {
    Map<String, Set<String>> unknown = new TreeMap<>();
    for (Path place :
        files(SUBMIT, ".*/(bin|conf|lib|src|target|notebooks|python)/.*|.*/pom.xml")) {
      unknown.put(Shell.ROOT.relativize(place).toString(), unknownKeys(Files.readString(place)));
    }
    Path page = Shell.ROOT.resolve("docs/clusters.md");
    unknown.put("clusters.md", unknownKeys(Files.readString(page)));
    unknown.values().removeIf(Set::isEmpty);
    assertThat(unknown).isEmpty();
  }

  @Test
  void sparkKnowsEveryPropertyThatTheCodeNames() throws IOException {
    Pattern constant = Pattern.compile("\"(spark(\\.[A-Za-z0-9_]+)+)\"");
    Map<String, Set<String>> unknown = new TreeMap<>();
    List<Path> sources = files(SUBMIT.resolve("src/main"), "");
    sources.addAll(files(Shell.ROOT.resolve("spark-job/src/main/java"), ""));
    for (Path source : sources) {
      Matcher matcher = constant.matcher(Files.readString(source));
      while (matcher.find()) {
        if (!SparkKeys.known(matcher.group(1))) {
          unknown
              .computeIfAbsent(source.getFileName().toString(), f -> new TreeSet<>())
              .add(matcher.group(1));
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  private static List<Path> files(Path root, String excluded) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return new ArrayList<>(
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().matches(excluded))
              .toList());
    }
  }

  private static Set<String> unknownKeys(String text) {
    Set<String> unknown = new TreeSet<>();
    Matcher matcher = KEY.matcher(text.replaceAll("org\\.apache\\.spark|io\\.rookery\\.spark", ""));
    while (matcher.find()) {
      String key = matcher.group();
      if (!SparkKeys.known(key)) {
        unknown.add(key);
      }
    }
    return unknown;
  }

  private Shell.Result dryRun(String script, String master, String option) {
    List<String> command = new ArrayList<>(List.of("submit/" + script, "--dry-run"));
    if (option != null && !script.startsWith("databricks")) {
      command.addAll(List.of(option, "a b'c"));
    }
    return Shell.run(variables(master), command);
  }

  private Map<String, String> variables(String master) {
    Map<String, String> variables = new HashMap<>(VARIABLES);
    variables.put("ROOKERY_TARGET", target.toString());
    variables.put("BUCKET", "s3://bucket/rookery");
    if (!master.isEmpty()) {
      variables.put("MASTER", master);
    }
    return variables;
  }

  private static String after(List<String> words, String option) {
    int at = words.lastIndexOf(option);
    assertThat(at).as(option + " in " + words).isNotNegative();
    return words.get(at + 1);
  }
}
