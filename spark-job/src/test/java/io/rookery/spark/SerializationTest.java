package io.rookery.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Candidate;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.Shape;
import io.rookery.nas.SpaceProvider;
import io.rookery.nas.Spaces;
import io.rookery.spark.config.Layers;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.metrics.EpochMessage;
import io.rookery.spark.metrics.EpochReport;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.train.Pictures;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.trial.ErrorKind;
import io.rookery.spark.trial.TrialEnd;
import io.rookery.spark.trial.TrialOrder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** What crosses to an executor and back arrives equal. */
class SerializationTest {

  static List<Serializable> values() {
    EpochMetrics metrics = new EpochMetrics(0.5, 81.2, 1.1, 70, 0.9, 0.05, 1.5);
    EpochReport report = new EpochReport("c0001", 1, metrics, "2", "gpu:0", 17);
    List<Serializable> values = new ArrayList<>();
    values.add(new EpochMessage("search", List.of(report, report)));
    values.add(new Device(Device.Kind.GPU, 3));
    values.add(new TrialEnd.Completed());
    values.add(new TrialEnd.Cancelled());
    values.add(new TrialEnd.Failed(ErrorKind.OUT_OF_MEMORY, "no room"));
    for (SpaceProvider<?> provider : Spaces.all()) {
      values.addAll(ofSpace(provider));
    }
    return values;
  }

  private static <S extends Record> List<Serializable> ofSpace(SpaceProvider<S> provider) {
    SearchSpace<?> space =
        provider.create(provider.defaults(), new Problem(new Shape(3, 32, 32), 10));
    Candidate candidate = candidate(space);
    return List.of(
        new TrialOrder(candidate, 12, 5, 3, 1, 2),
        new TrainingPlan(candidate.architecture(), new Layers().settings().training(), 5));
  }

  private static <G> Candidate candidate(SearchSpace<G> space) {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    while (true) {
      G genome = space.sample(random);
      try {
        return new Candidate(
            "c0", 0, List.of("p"), space.write(genome), "x", null, space.decode(genome), null);
      } catch (io.rookery.nas.InvalidArchitecture e) {
        continue; // some genomes are no networks
      }
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void arrivesEqual(Serializable value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(value);
    }
  }

  static List<Serializable> broadcastOrReturned() {
    List<Serializable> values = new ArrayList<>();
    for (Serializable value : values()) {
      if (value instanceof TrialEnd || value instanceof TrialOrder) {
        values.add(value);
      }
    }
    assertThat(values).hasSizeGreaterThan(4);
    return values;
  }

  private static <T> T throughKryo(T value) {
    SerializerInstance kryo = new KryoSerializer(new SparkConf()).newInstance();
    ClassTag<T> any = ClassTag$.MODULE$.apply(Object.class);
    return kryo.deserialize(kryo.serialize(value, any), any);
  }

  /** What the session's own serializer sees: broadcasts and results of tasks. */
  @ParameterizedTest
  @MethodSource("broadcastOrReturned")
  void arrivesEqualInASessionThatSerializesWithKryo(Serializable value) {
    assertThat(throughKryo(value)).isEqualTo(value);
  }

  @Test
  void imagesArriveInASessionThatSerializesWithKryo() {
    ImageSet images = Pictures.of(new Shape(1, 4, 4), 2, 8, 4);
    ImageSet arrived = throughKryo(images);
    assertThat(arrived.classes()).isEqualTo(images.classes());
    assertThat(arrived.train().pixels()).isEqualTo(images.train().pixels());
    assertThat(arrived.test().labels()).isEqualTo(images.test().labels());
  }
}
