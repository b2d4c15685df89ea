package io.rookery.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {

  private static final String KEY = "rookery.search.candidates";

  @TempDir private Path folder;

  @Test
  void anOptionWinsOverSparkOverEnvironmentOverFileOverDefault() throws IOException {
    Layers layers = new Layers();
    int byDefault = layers.settings().search().candidates();
    layers.file(file("rookery.search { candidates = 2, finishTop = 1 }"));
    assertThat(layers.settings().search().candidates()).isEqualTo(2).isNotEqualTo(byDefault);
    layers.environment(Map.of("ROOKERY_SEARCH_CANDIDATES", "3", "HOME", "/"));
    assertThat(layers.settings().search().candidates()).isEqualTo(3);
    layers.spark(Map.of("spark.rookery.search.candidates", "4", "spark.app.name", "x"));
    assertThat(layers.settings().search().candidates()).isEqualTo(4);
    layers.option(KEY + "=5");
    assertThat(layers.settings().search().candidates()).isEqualTo(5);
    assertThat(layers.settings().search().finishTop()).isEqualTo(1);
  }

  @Test
  void aPresetGivesPredictorRulesAndGuardsAndMayBeCorrected() {
    Settings settings =
        new Layers().option("rookery.preset=safe").option("rookery.guards.warmUp=9").settings();
    assertThat(settings.predictorName()).isEqualTo("empirical-bayes");
    assertThat(settings.ruleNames()).containsExactly("diverged", "underperforming");
    assertThat(settings.effective()).containsEntry("rookery.guards.warmUp", "9  # option --set");
    assertThatThrownBy(() -> new Layers().option("rookery.preset=saf").settings())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("safe");
  }

  @Test
  void aLaterFileWins() throws IOException {
    Layers layers = new Layers().file(file(KEY + " = 2")).file(file(KEY + " = 3"));
    assertThat(layers.settings().search().candidates()).isEqualTo(3);
  }

  @Test
  void theOriginOfEachValueIsTold() {
    Map<String, String> effective = new Layers().option(KEY + "=5").settings().effective();
    assertThat(effective.get(KEY)).isEqualTo("5  # option --set");
    assertThat(effective.get("rookery.seed")).endsWith("# default");
  }

  @Test
  void aPathThatIsNoHoconIsTakenAsItIs() {
    Settings settings = new Layers().option("rookery.output=s3a://bucket/a b:c").settings();
    assertThat(settings.output()).isEqualTo("s3a://bucket/a b:c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rookery.search.candidate=5|did you mean 'rookery.search.candidates'?",
        "rookery.search.candidates=0|candidates must be 1 or more, found 0",
        "rookery.search.candidates=many|rookery.search.candidates must be a whole number, found \"many\"",
        "rookery.search.candidates=2.5|must be a whole number",
        "rookery.strategy.name=regularised-evolution|Did you mean 'regularized-evolution'?",
        "rookery.space.name=nowhere|Known: ",
        "rookery.rules=[nevr]|never",
        "rookery.rules=never|must be a list",
        "rookery.training.schedule=cosin|one of [cosine, constant]",
        "rookery.training.validateEvery=0.3|validateEvery",
        "rookery.training.momentum=1|momentum must be in [0, 1): 1.0",
        "nonsense|--set takes key=value",
        "search.candidates=3|every setting begins with 'rookery.'",
      })
  void aBadSettingIsOneClearLine(String assignment, String message) {
    assertThatThrownBy(() -> new Layers().option(assignment).settings())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n")
        .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void anUnknownSparkPropertyOfOursIsRefused() {
    assertThatThrownBy(() -> new Layers().spark(Map.of("spark.rookery.sed", "1")).settings())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("did you mean 'rookery.seed'?");
  }

  @Test
  void aFileThatIsMissingOrBrokenIsNamed() throws IOException {
    assertThatThrownBy(() -> new Layers().file(new File("absent.conf")))
        .hasMessageContaining("absent.conf")
        .hasMessageContaining("no such file");
    File broken = file("rookery { seed = ");
    assertThatThrownBy(() -> new Layers().file(broken))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(broken.getName());
  }

  @Test
  void everySettingHasHelp() {
    assertThat(OptionsPage.markdown()).doesNotContain("|  |\n");
  }

  private File file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "a", ".conf"), text).toFile();
  }
}
