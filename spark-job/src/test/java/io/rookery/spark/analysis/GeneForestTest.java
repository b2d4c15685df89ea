package io.rookery.spark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The forest on made-up genomes of which it is known what matters. */
@Timeout(180)
class GeneForestTest {

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void findsTheGeneThatMattersAndSaysThatItExplainsTheFitness() {
    Answer answer = ask(60, 20);
    assertThat(answer.rows().get(0).get(0)).isEqualTo("gene 4");
    assertThat(explained(answer)).isGreaterThan(0.5);
  }

  @Test
  void saysThatGenesWithoutEffectExplainNothing() {
    Answer answer = ask(60, 0);
    assertThat(explained(answer)).isLessThan(0.1);
    assertThat(answer.remark()).contains("do not read the importances");
  }

  @Test
  void asksNoMoreOfMllibThanAFewNetworksCanGive() {
    try (Warnings warnings = new Warnings()) {
      assertThat(ask(24, 20).rows()).isNotEmpty();
      assertThat(warnings.heard).isEmpty();
    }
  }

  @Test
  void saysThatThereAreTooFewNetworks() {
    assertThat(ask(5, 20).remark()).contains("at least 20 trained networks", "found 5");
  }

  /** Genomes of eight random bits; the fourth is worth so many points, noise one. */
  private static Answer ask(int networks, double worth) {
    Random random = new Random(1);
    List<Row> candidates = new ArrayList<>();
    List<Row> epochs = new ArrayList<>();
    for (int i = 0; i < networks; i++) {
      int[] bits = IntStream.range(0, 8).map(place -> random.nextInt(2)).toArray();
      StringBuilder genome = new StringBuilder();
      IntStream.of(bits).forEach(genome::append);
      candidates.add(RowFactory.create("c" + i, (long) i, genome.toString(), null));
      for (int epoch = 1; epoch <= 3; epoch++) {
        double fitness = 50 + epoch + worth * bits[3] + random.nextGaussian();
        epochs.add(RowFactory.create("c" + i, 0, (double) epoch, fitness));
      }
    }
    spark
        .createDataFrame(
            candidates,
            StructType.fromDDL(
                "candidate_id STRING, sequence BIGINT, genome STRING, architecture STRING"))
        .createOrReplaceTempView("candidates");
    spark
        .createDataFrame(
            epochs,
            new StructType()
                .add("candidate_id", DataTypes.StringType)
                .add("attempt", DataTypes.IntegerType)
                .add("epoch", DataTypes.DoubleType)
                .add("fitness", DataTypes.DoubleType))
        .createOrReplaceTempView("epochs");
    return new GeneForest(spark).answer();
  }

  /** What Spark warns of meanwhile. */
  private static final class Warnings extends AbstractAppender implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final List<String> heard = new CopyOnWriteArrayList<>();

    Warnings() {
      super("warnings", null, null, true, Property.EMPTY_ARRAY);
      start();
      context.getRootLogger().addAppender(this);
    }

    @Override
    public void append(LogEvent event) {
      if (event.getLevel().isMoreSpecificThan(Level.WARN)) {
        heard.add(event.getLoggerName() + " " + event.getMessage().getFormattedMessage());
      }
    }

    @Override
    public void close() {
      context.getRootLogger().removeAppender(this);
      stop();
    }
  }

  private static double explained(Answer answer) {
    Matcher found = Pattern.compile("R² (-?[\\d.]+)").matcher(answer.remark());
    assertThat(found.find()).as(answer.remark()).isTrue();
    return Double.parseDouble(found.group(1));
  }
}
