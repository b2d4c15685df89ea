package io.rookery.submit.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML and JSON of the recipes, against the models and fields that their services publish. */
class StructureTest {

  private static final Path SUBMIT = Shell.ROOT.resolve("submit");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  @ParameterizedTest
  @CsvSource({"driver, driver", "executor, executor"})
  void podTemplatesAreWholePods(String role, String container) throws IOException {
    JsonNode tree = yaml("kubernetes/" + role + "-pod-template.yaml");
    Pod pod = convert(tree, Pod.class);
    assertThat(pod.getKind()).isEqualTo("Pod");
    assertThat(pod.getSpec().getContainers()).hasSize(1);
    assertThat(pod.getSpec().getContainers().get(0).getName()).isEqualTo(container);
    Set<String> volumes = new HashSet<>();
    pod.getSpec().getVolumes().forEach(volume -> volumes.add(volume.getName()));
    assertThat(pod.getSpec().getContainers().get(0).getVolumeMounts())
        .isNotEmpty()
        .allSatisfy(mount -> assertThat(volumes).contains(mount.getName()));
  }

  /** A field that the API does not know is a mistake in writing, and silently dropped there. */
  @Test
  void aFieldThatKubernetesDoesNotKnowIsNoticed() throws IOException {
    JsonNode tree = YAML.readTree("{kind: Pod, spec: {tolerances: [{key: a}]}}");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> convert(tree, Pod.class))
        .hasMessageContaining("tolerances");
  }

  @Test
  void theSparkApplicationHasTheOperatorsFields() throws IOException {
    JsonNode application = yaml("kubernetes/spark-application.yaml");
    assertThat(application.path("apiVersion").asText()).isEqualTo("sparkoperator.k8s.io/v1beta2");
    assertThat(application.path("kind").asText()).isEqualTo("SparkApplication");
    JsonNode spec = application.path("spec");
    assertThat(names(spec)).isSubsetOf(Fields.SPARK_APPLICATION).containsAll(Fields.REQUIRED);
    assertThat(names(spec.path("restartPolicy"))).isSubsetOf(Fields.RESTART_POLICY);
    assertThat(names(spec.path("driver"))).isSubsetOf(Fields.DRIVER);
    assertThat(names(spec.path("executor"))).isSubsetOf(Fields.EXECUTOR);
    assertThat(spec.path("executor").path("gpu").path("quantity").isInt()).isTrue();
    assertThat(spec.path("type").asText()).isEqualTo("Java");
    spec.path("sparkConf")
        .fields()
        .forEachRemaining(
            property -> {
              assertThat(SparkKeys.known(property.getKey())).as(property.getKey()).isTrue();
              assertThat(property.getValue().isTextual()).as("a string map").isTrue();
            });
    spec.path("arguments").forEach(argument -> assertThat(argument.isTextual()).isTrue());
    for (JsonNode volume : spec.path("volumes")) {
      convert(volume, Volume.class);
    }
    for (JsonNode mount : spec.path("executor").path("volumeMounts")) {
      convert(mount, VolumeMount.class);
    }
    for (JsonNode toleration : spec.path("executor").path("tolerations")) {
      convert(toleration, Toleration.class);
    }
  }

  @Test
  void theImageHasTheApplicationsPathsAndSpark() throws IOException {
    String dockerfile = Files.readString(SUBMIT.resolve("kubernetes/Dockerfile"));
    JsonNode spec = yaml("kubernetes/spark-application.yaml").path("spec");
    assertThat(dockerfile).contains("apache/spark:" + spec.path("sparkVersion").asText());
    assertThat(spec.path("mainApplicationFile").asText())
        .isEqualTo("local:///opt/spark/jars/rookery-job.jar");
    assertThat(dockerfile).contains("target/rookery-job.jar", "/opt/spark/jars/");
    assertThat(dockerfile)
        .contains(
            spec.path("sparkConf").path("spark.executor.resource.gpu.discoveryScript").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jar", "notebook"})
  void databricksJobsHaveTheApisFields(String kind) throws IOException {
    JsonNode job = JSON.readTree(SUBMIT.resolve("databricks/job-" + kind + ".json").toFile());
    assertThat(names(job)).isSubsetOf(Fields.JOB);
    assertThat(job.path("tasks")).hasSize(1);
    JsonNode task = job.path("tasks").get(0);
    assertThat(names(task)).isSubsetOf(Fields.TASK).contains("task_key", "new_cluster");
    JsonNode cluster = task.path("new_cluster");
    assertThat(names(cluster)).isSubsetOf(Fields.CLUSTER);
    assertThat(cluster.path("data_security_mode").asText())
        .as("standard access has no SparkContext")
        .isEqualTo("SINGLE_USER");
    for (String map : List.of("spark_conf", "spark_env_vars")) {
      cluster.path(map).forEach(value -> assertThat(value.isTextual()).isTrue());
    }
    cluster
        .path("spark_conf")
        .fieldNames()
        .forEachRemaining(key -> assertThat(SparkKeys.known(key)).as(key).isTrue());
    assertThat(cluster.path("init_scripts").get(0).path("volumes").path("destination").asText())
        .endsWith("/init-rookery.sh");
    String jars = cluster.path("spark_env_vars").path("ROOKERY_JARS").asText();
    assertThat(task.path("libraries").get(0).path("jar").asText())
        .isEqualTo(jars + "/rookery-job.jar");
  }

  @Test
  void theTwoJobsRunOnTheSameCluster() throws IOException {
    JsonNode jar = JSON.readTree(SUBMIT.resolve("databricks/job-jar.json").toFile());
    JsonNode notebook = JSON.readTree(SUBMIT.resolve("databricks/job-notebook.json").toFile());
    assertThat(notebook.path("tasks").get(0).path("new_cluster"))
        .isEqualTo(jar.path("tasks").get(0).path("new_cluster"));
  }

  @Test
  void theParametersOfTheJobAreOnesThatRookeryTakes() throws IOException {
    JsonNode task =
        JSON.readTree(SUBMIT.resolve("databricks/job-jar.json").toFile()).path("tasks").get(0);
    assertThat(task.path("spark_jar_task").path("main_class_name").asText())
        .isEqualTo(io.rookery.submit.Rookery.class.getName());
    RunOptions.check(strings(task.path("spark_jar_task").path("parameters")));
    RunOptions.check(
        strings(yaml("kubernetes/spark-application.yaml").path("spec").path("arguments")));
  }

  @Test
  void theNotebookOfTheJobIsThereAndTakesItsParameters() throws IOException {
    JsonNode task =
        JSON.readTree(SUBMIT.resolve("databricks/job-notebook.json").toFile())
            .path("tasks")
            .get(0)
            .path("notebook_task");
    String name = task.path("notebook_path").asText().replace("/Workspace/Shared/rookery/", "");
    String notebook = Files.readString(SUBMIT.resolve("notebooks/" + name + ".scala"));
    assertThat(notebook).startsWith("// Databricks notebook source\n");
    for (String parameter : names(task.path("base_parameters"))) {
      assertThat(notebook).contains("dbutils.widgets.text(\"" + parameter + "\"");
    }
  }

  /** The same notebooks in both languages, cell by cell. */
  @ParameterizedTest
  @ValueSource(strings = {"1-first-search", "2-own-data", "3-analysis", "4-scoring"})
  void notebooksSayTheSameInScalaAndPython(String name) throws IOException {
    List<String> scala = text("scala/" + name + ".scala", "//");
    assertThat(scala).hasSizeGreaterThan(2).isEqualTo(text("python/" + name + ".py", "#"));
  }

  /** Lines of text for people. */
  private static List<String> text(String name, String comment) throws IOException {
    return Files.readAllLines(SUBMIT.resolve("notebooks").resolve(name)).stream()
        .filter(line -> line.startsWith(comment + " MAGIC"))
        .map(line -> line.substring(comment.length()))
        .toList();
  }

  @Test
  void emrConfigurationsAreClassificationsWithTextProperties() throws IOException {
    JsonNode configurations = JSON.readTree(SUBMIT.resolve("emr/configurations.json").toFile());
    assertThat(configurations.isArray()).isTrue();
    configurations.forEach(StructureTest::checkClassification);
    for (JsonNode configuration : configurations) {
      if (configuration.path("Classification").asText().equals("spark-defaults")) {
        configuration
            .path("Properties")
            .fieldNames()
            .forEachRemaining(key -> assertThat(SparkKeys.known(key)).as(key).isTrue());
      }
    }
  }

  private static void checkClassification(JsonNode configuration) {
    assertThat(names(configuration))
        .isSubsetOf("Classification", "Properties", "Configurations")
        .contains("Classification", "Properties");
    configuration.path("Properties").forEach(value -> assertThat(value.isTextual()).isTrue());
    configuration.path("Configurations").forEach(StructureTest::checkClassification);
  }

  private static JsonNode yaml(String name) throws IOException {
    return YAML.readTree(SUBMIT.resolve(name).toFile());
  }

  /** As the model, which keeps fields it does not know; then there must be none. */
  private static <T> T convert(JsonNode tree, Class<T> type) {
    T model = JSON.convertValue(tree, type);
    Unknown.refuse(model);
    return model;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
      names.add(fields.next().getKey());
    }
    return names;
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new java.util.ArrayList<>();
    array.forEach(each -> strings.add(each.asText()));
    return strings;
  }
}
