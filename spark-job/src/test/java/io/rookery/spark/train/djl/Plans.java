package io.rookery.spark.train.djl;

import io.rookery.nas.Architecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.Activation;
import io.rookery.nas.Operation.BatchNorm;
import io.rookery.nas.Operation.Concat;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Operation.Dense;
import io.rookery.nas.Operation.DropPath;
import io.rookery.nas.Operation.Dropout;
import io.rookery.nas.Operation.GlobalPooling;
import io.rookery.nas.Operation.Pooling;
import io.rookery.nas.Operation.Sum;
import io.rookery.nas.Optimizer;
import io.rookery.nas.Recipe;
import io.rookery.nas.Shape;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Augmentation;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.train.Pictures;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import io.rookery.spark.train.TrainingSettings;
import io.rookery.spark.train.TrainingSettings.Schedule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small trainings for tests. */
final class Plans {

  static final Shape IMAGE = new Shape(2, 8, 8);
  static final int CLASSES = 4;
  static final ImageSet PICTURES = Pictures.of(IMAGE, CLASSES, 120, 60);
  static final Optimizer SGD = new Optimizer.Sgd(0.9, 0, false);

  private Plans() {}

  /** Convolutions, batch norms, a branch that is joined, dropout and drop-path. */
  static Architecture network() {
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node(Convolution.square(6, 3, 1, 1), List.of(-1)));
    nodes.add(new Node(new BatchNorm(), List.of(0)));
    nodes.add(new Node(new Activation(Activation.Kind.RELU), List.of(1)));
    nodes.add(new Node(Convolution.square(6, 3, 1, 1), List.of(2)));
    nodes.add(new Node(new DropPath(0.1), List.of(3)));
    nodes.add(new Node(new Sum(), List.of(4, 2)));
    nodes.add(new Node(new Concat(), List.of(5, 2)));
    nodes.add(new Node(Convolution.square(8, 1, 1, 0), List.of(6)));
    nodes.add(new Node(Pooling.square(Pooling.Kind.MAX, 2, 2, 0), List.of(7)));
    nodes.add(new Node(new BatchNorm(), List.of(8)));
    nodes.add(new Node(new GlobalPooling(Pooling.Kind.AVERAGE), List.of(9)));
    nodes.add(new Node(new Dropout(0.2), List.of(10)));
    nodes.add(new Node(new Dense(CLASSES), List.of(11)));
    return new Architecture(IMAGE, nodes, null);
  }

  /** With a mebibyte of weights, so that a few that are kept are seen in the process's memory. */
  static Architecture mebibyte() {
    return plain(
        Operation.Convolution.square(2, 3, 1, 1),
        new Operation.BatchNorm(),
        new Operation.Dense(2048),
        new Operation.Dropout(0.1));
  }

  /** One convolution, then scores. */
  static Architecture plain(Operation... between) {
    List<Node> nodes = new ArrayList<>();
    for (Operation operation : between) {
      nodes.add(new Node(operation, List.of(nodes.size() - 1)));
    }
    nodes.add(new Node(new Dense(CLASSES), List.of(nodes.size() - 1)));
    return new Architecture(IMAGE, nodes, null);
  }

  static TrainingSettings settings(int epochs, double validateEvery, Optimizer optimizer) {
    return new TrainingSettings(
        epochs,
        validateEvery,
        new Recipe(optimizer, optimizer instanceof Optimizer.Sgd ? 0.05 : 0.005, 1e-4, 16, 0),
        Schedule.COSINE,
        0.1,
        5,
        new Augmentation(1, true, 2));
  }

  static TrainingPlan plan(long seed) {
    return new TrainingPlan(network(), settings(4, 0.5, SGD), seed);
  }

  static TrainingSession open(TrainingPlan plan, byte @Nullable [] checkpoint) throws IOException {
    return new DjlTrainer()
        .open(
            plan,
            PICTURES.fingerprint(),
            PICTURES,
            Device.CPU,
            checkpoint == null ? null : new DataInputStream(new ByteArrayInputStream(checkpoint)));
  }

  static byte[] save(TrainingSession session) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    session.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** Trains to the end; gives the curve. */
  static List<EpochMetrics> train(TrainingSession session) {
    List<EpochMetrics> curve = new ArrayList<>();
    while (!session.complete()) {
      curve.add(timeless(session.next(() -> false).orElseThrow()));
    }
    return curve;
  }

  /** Without the one number that differs from run to run. */
  static EpochMetrics timeless(EpochMetrics m) {
    return new EpochMetrics(
        m.epoch(),
        m.fitness(),
        m.trainLoss(),
        m.trainAccuracy(),
        m.validLoss(),
        m.learningRate(),
        0);
  }
}
