package io.rookery.spark.ml;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;
import io.rookery.nas.Spaces;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import io.rookery.spark.train.ModelExports;
import io.rookery.spark.train.ModelFiles;
import io.rookery.spark.train.djl.Untrained;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Images a second of one network on one thread: a DataFrame scored by the model, and the same
 * images in a plain DJL loop; also a processor second of the whole process, which says more where
 * other work shares the machine. Arguments: rounds, images a round (at most 4,000), batch.
 */
final class ScoringBench {

  private ScoringBench() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int images = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    int batch = args.length > 2 ? Integer.parseInt(args[2]) : 128;
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()) {
      spark.sparkContext().setLogLevel("WARN");
      ImageSet set = ImageSets.load(spark, "");
      ModelFiles files =
          ModelFiles.of("bench", Untrained.model(set, network(set)), ModelExports.named("djl"));
      Dataset<Row> frame = Frames.images(spark, set, set.train()).limit(images).coalesce(1).cache();
      frame.count();
      RookeryClassifierModel model =
          new RookeryClassifierModel("bench", files, null).setScoringBatchSize(batch);
      Dataset<Row> one = frame.limit(1).cache();
      one.count();
      double[] shares = new double[rounds];
      double[] without = new double[rounds];
      for (int round = 0; round <= rounds; round++) {
        Clock clock = Clock.start();
        score(model, frame);
        double own = report(round, "model on a DataFrame", images, clock);
        clock = Clock.start();
        score(model, one);
        double query = report(round, "model on one image", 1, clock);
        clock = Clock.start();
        loop(files, set, images, batch);
        double plain = report(round, "plain DJL loop, with its load", images, clock);
        if (round > 0) {
          shares[round - 1] = plain / own;
          without[round - 1] = plain / (own - query);
        }
      }
      // Of neighbours in time: what else the machine does changes from round to round.
      print("speed of the model, of the loop's", shares);
      print("the same without the time of a query of one image", without);
    }
  }

  private static void score(RookeryClassifierModel model, Dataset<Row> frame) {
    model.transform(frame).agg(functions.sum("prediction")).collect();
  }

  private static void print(String what, double[] shares) {
    System.out.printf(
        "%s: median %.2f, quartiles %.2f to %.2f%n",
        what,
        StatUtils.percentile(shares, 50),
        StatUtils.percentile(shares, 25),
        StatUtils.percentile(shares, 75));
  }

  /** Nanoseconds of wall clock and of processor. */
  private record Clock(long wall, long processor) {
    static Clock start() {
      return new Clock(
          System.nanoTime(),
          ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
              .getProcessCpuTime());
    }
  }

  /** Prints, and gives the processor seconds. */
  private static double report(int round, String what, int images, Clock begin) {
    Clock end = Clock.start();
    double processor = (end.processor() - begin.processor()) / 1e9;
    System.out.printf(
        "%s %-30s %,8.0f images/s, %,8.0f a processor second, %.2f of them%n",
        round == 0 ? "warm-up" : "round " + round,
        what,
        images * 1e9 / (end.wall() - begin.wall()),
        images / processor,
        processor);
    return processor;
  }

  private static io.rookery.nas.Architecture network(ImageSet set) {
    return network(Spaces.named("nsga-net-macro"), set);
  }

  private static <S extends Record> io.rookery.nas.Architecture network(
      SpaceProvider<S> provider, ImageSet set) {
    SearchSpace<?> space =
        provider.create(provider.defaults(), new Problem(set.shape(), set.classes().size()));
    return sample(space);
  }

  private static <G> io.rookery.nas.Architecture sample(SearchSpace<G> space) {
    return space.decode(space.sample(new SplittableRandom(1)));
  }

  private static void loop(ModelFiles files, ImageSet set, int images, int batch) throws Exception {
    Path folder = Files.createTempDirectory("rookery-bench");
    for (String name : files.files().keySet()) {
      Files.write(folder.resolve(name), files.file(name));
    }
    Criteria<NDList, NDList> criteria =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optModelPath(folder)
            .optTranslator(new NoopTranslator())
            .build();
    int size = (int) set.shape().size();
    try (ZooModel<NDList, NDList> loaded = criteria.loadModel();
        Predictor<NDList, NDList> predictor = loaded.newPredictor();
        NDManager manager = NDManager.newBaseManager()) {
      for (int from = 0; from < images; from += batch) {
        int count = Math.min(batch, images - from);
        byte[] pixels =
            Arrays.copyOfRange(set.train().pixels(), from * size, (from + count) * size);
        try (NDManager some = manager.newSubManager()) {
          NDArray shown =
              some.create(
                  ByteBuffer.wrap(pixels),
                  new Shape(count, 1, set.shape().height(), set.shape().width()),
                  DataType.UINT8);
          predictor.predict(new NDList(shown)).singletonOrThrow().toFloatArray();
        }
      }
    }
  }
}
