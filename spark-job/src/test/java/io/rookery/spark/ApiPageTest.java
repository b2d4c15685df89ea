package io.rookery.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import io.rookery.spark.ml.Frames;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java examples of docs/api.md, compiled and run as they stand there; only folders are others.
 */
@Tag("slow")
@Timeout(300)
class ApiPageTest {

  private static final Path PAGE = Path.of("..", "docs", "api.md");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void everyExampleCompilesAndRuns() throws Exception {
    List<String> imports = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    while (blocks.find()) {
      for (String line : blocks.group(1).split("\n")) {
        if (line.startsWith("import ")) {
          imports.add(line);
        } else {
          body.append(line).append('\n');
        }
      }
    }
    assertThat(imports).hasSizeGreaterThan(5);
    String source =
        """
        %s
        public final class Page {
          public static void run(org.apache.spark.sql.SparkSession spark) throws Exception {
        %s
          }
        }
        """
            .formatted(String.join("\n", imports.stream().distinct().toList()), body)
            .replace("\"results/", "\"" + folder.resolve("results") + "/")
            .replace("\"images.parquet\"", "\"" + folder.resolve("images.parquet") + "\"");
    compile(source);
    try (SparkSession spark =
            SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.heartbeatInterval", "1s")
                .getOrCreate();
        URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      writeImages(spark);
      loader.loadClass("Page").getMethod("run", SparkSession.class).invoke(null, spark);
    }
    for (String written :
        List.of(
            "first/report.html",
            "first-djl/weights.safetensors",
            "first-onnx/model.onnx",
            "first-graph/graph.svg",
            "longer/winner/rookery.json",
            "model/network/rookery.json")) {
      Path file = folder.resolve("results").resolve(written);
      assertThat(file).exists();
      try (Stream<Path> beside = Files.list(file.resolveSibling(""))) {
        assertThat(beside.filter(path -> path.toString().endsWith(".crc"))).isEmpty();
      }
    }
  }

  private void compile(String source) throws Exception {
    Path file = folder.resolve("Page.java");
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                complaints,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    folder.toString()),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file.toFile()))
            .call();
    assertThat(compiled).as(complaints.toString()).isTrue();
  }

  /** A few hundred images of the sample, as docs/data.md says. */
  private void writeImages(SparkSession spark) {
    ImageSet sample = ImageSets.load(spark, "");
    split(spark, sample, sample.valid(), "train")
        .union(split(spark, sample, sample.test(), "test"))
        .coalesce(1)
        .write()
        .parquet(folder.resolve("images.parquet").toString());
  }

  private static Dataset<Row> split(
      SparkSession spark, ImageSet set, ImageSet.Split split, String name) {
    return Frames.images(spark, set, split)
        .limit(400)
        .withColumn("split", org.apache.spark.sql.functions.lit(name));
  }
}
