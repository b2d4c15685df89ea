package io.rookery.spark.train.djl;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.ArchitectureJson;
import io.rookery.spark.train.Normalisation;
import io.rookery.spark.train.Tensor;
import io.rookery.spark.train.TrainedModel;
import io.rookery.spark.train.TrainingPlan;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training at the end of an epoch.
 *
 * <p>Format, big-endian: the number {@link #MAGIC}, the version, the plan's key (length and ASCII),
 * the architecture's JSON (length and UTF-8), epochs done, the count of arrays, and each array as
 * length and floats: parameters, running statistics, optimizer state. Read by hand, with every
 * length checked before anything is allocated for it.
 *
 * @param key of plan and images
 * @param architecture as JSON
 * @param epoch epochs done
 * @param arrays parameters, statistics, then the optimizer's state
 */
record Checkpoint(String key, String architecture, int epoch, List<float[]> arrays) {

  private static final int MAGIC = 0x524b4350;
  private static final int VERSION = 1;

  /** Longest array that is read, in floats: 4 GiB. */
  private static final int MAX_FLOATS = 1 << 30;

  private static final int CHUNK = 1 << 16;

  /** What a plan on these images is known by: SHA-256 over all it says, in hexadecimal. */
  static String key(TrainingPlan plan, ImageSet images) {
    String text =
        String.join(
            "\n",
            ArchitectureJson.write(plan.architecture()),
            plan.settings().toString(),
            Long.toString(plan.seed()),
            images.fingerprint());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    text(out, key);
    text(out, architecture);
    out.writeInt(epoch);
    out.writeInt(arrays.size());
    for (float[] array : arrays) {
      out.writeInt(array.length);
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * Math.min(CHUNK, array.length));
      for (int from = 0; from < array.length; from += CHUNK) {
        int count = Math.min(CHUNK, array.length - from);
        bytes.clear().asFloatBuffer().put(array, from, count);
        out.write(bytes.array(), 0, Float.BYTES * count);
      }
    }
  }

  /**
   * Reads a checkpoint of one plan.
   *
   * @throws IOException if it is none, of another version, or of another plan
   */
  static Checkpoint read(DataInput in, String wanted) throws IOException {
    Checkpoint checkpoint = read(in);
    if (!checkpoint.key.equals(wanted)) {
      throw new IOException(
          "the checkpoint is of another network, other settings, another seed or other images");
    }
    return checkpoint;
  }

  /** Reads a checkpoint of any plan. */
  static Checkpoint read(DataInput in) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("not a checkpoint of this trainer");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException(
          "checkpoint version %d, this trainer reads %d".formatted(version, VERSION));
    }
    String key = text(in, 64);
    String architecture = text(in, ArchitectureJson.MAX_LENGTH);
    int epoch = length(in, Integer.MAX_VALUE);
    int count = length(in, 16);
    List<float[]> arrays = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      arrays.add(floats(in, length(in, MAX_FLOATS)));
    }
    return new Checkpoint(key, architecture, epoch, arrays);
  }

  /**
   * The network it holds.
   *
   * @throws IOException if there is none in it
   */
  Architecture network() throws IOException {
    try {
      return ArchitectureJson.read(architecture);
    } catch (InvalidArchitecture e) {
      throw new IOException("damaged: " + e.getMessage(), e);
    }
  }

  /**
   * Checks that the arrays are those of a network.
   *
   * @param vectors of the optimizer's state; negative for any number
   * @throws IOException if they are not
   */
  void check(Network network, int vectors) throws IOException {
    boolean fits = vectors < 0 ? arrays.size() >= 2 : arrays.size() == 2 + vectors;
    for (int i = 0; fits && i < arrays.size(); i++) {
      Layout layout = i == 1 ? network.statistics() : network.parameters();
      fits = arrays.get(i).length == layout.size();
    }
    if (!fits) {
      throw new IOException("the checkpoint's weights are not those of its network");
    }
  }

  /**
   * The network it holds, with its weights.
   *
   * @throws IOException if the arrays are not those of the architecture
   */
  TrainedModel model(ImageSet images) throws IOException {
    Network network = new Network(network());
    check(network, -1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.putAll(network.parameters().named(arrays.get(0)));
    tensors.putAll(network.statistics().named(arrays.get(1)));
    return new TrainedModel(
        network(), images.classes(), Normalisation.of(images.train(), images.shape()), tensors);
  }

  private static float[] floats(DataInput in, int length) throws IOException {
    // Grows with what really comes, so that a false length allocates nothing.
    float[] read = new float[Math.min(length, CHUNK)];
    byte[] bytes = new byte[Float.BYTES * Math.min(length, CHUNK)];
    for (int from = 0; from < length; from += CHUNK) {
      int count = Math.min(CHUNK, length - from);
      if (from + count > read.length) {
        read = java.util.Arrays.copyOf(read, (int) Math.min(length, 2L * read.length));
      }
      in.readFully(bytes, 0, Float.BYTES * count);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(read, from, count);
    }
    return read;
  }

  private static void text(DataOutput out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInput in, int longest) throws IOException {
    byte[] bytes = new byte[length(in, longest)];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int length(DataInput in, int longest) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > longest) {
      throw new IOException("damaged: a length of %d, at most %d".formatted(length, longest));
    }
    return length;
  }
}
