package io.rookery.spark.trial;

import io.rookery.spark.ledger.WholeFile;
import io.rookery.spark.train.TrainingSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints as files on any Hadoop file system: {@code <folder>/<candidate>/epoch-00000003.ckpt}.
 *
 * <p>A file holds a magic number, the length, the SHA-256 of what follows, and what {@link
 * TrainingSession#save} wrote. It is written under a temporary name and renamed, on an object store
 * in one upload. The two newest of a candidate are kept, so that there is an older one where the
 * newest is damaged; and those of the last seconds, up to sixteen, since a driver that dies knows
 * of no epoch that was reported in its last second.
 */
public final class FileCheckpoints implements Checkpoints {

  private static final long serialVersionUID = 1;

  private static final Logger LOG = LoggerFactory.getLogger(FileCheckpoints.class);
  private static final long MAGIC = 0x524b5259434b5031L; // "RKRYCKP1"
  private static final int DIGEST = 32;
  private static final int LARGEST = 1 << 30;
  private static final int KEPT = 2;
  private static final int MOST_KEPT = 16;
  private static final long RECENT_MILLIS = 3_000;

  /** What was half written so long ago nobody writes any more: another attempt may be about to. */
  private static final long DEAD_MILLIS = 600_000;

  private static final String PREFIX = "epoch-";
  private static final String SUFFIX = ".ckpt";
  private static final String TEMPORARY = ".tmp";

  private final String folder;
  private final SerializableConfiguration hadoop;

  private FileCheckpoints(String folder, SerializableConfiguration hadoop) {
    this.folder = folder;
    this.hadoop = hadoop;
  }

  /** Checkpoints in this folder. */
  public static FileCheckpoints in(Path folder, Configuration hadoop) {
    return new FileCheckpoints(folder.toString(), new SerializableConfiguration(hadoop));
  }

  @Override
  public @Nullable DataInput latest(String candidateId, double epoch) throws IOException {
    for (FileStatus file : files(candidateId)) {
      if (epoch(file) > epoch) {
        continue;
      }
      byte[] payload = read(file);
      if (payload != null) {
        return new DataInputStream(new ByteArrayInputStream(payload));
      }
      LOG.warn("checkpoint {} is damaged; an older one is used", file.getPath());
    }
    return null;
  }

  @Override
  public void save(String candidateId, TrainingSession session) throws IOException {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    session.save(new DataOutputStream(payload));
    Path target =
        new Path(
            of(candidateId), "%s%08d%s".formatted(PREFIX, Math.round(session.epoch()), SUFFIX));
    if (WholeFile.appearsAtClose(files())) {
      WholeFile.write(files(), target, out -> write(out, payload));
    } else {
      Path temporary = new Path(of(candidateId), "." + UUID.randomUUID() + TEMPORARY);
      try {
        WholeFile.write(files(), temporary, out -> write(out, payload));
        replace(temporary, target);
      } catch (IOException e) {
        deleteQuietly(temporary, e);
        throw e;
      }
    }
    deleteOld(candidateId);
  }

  private static void write(FSDataOutputStream out, ByteArrayOutputStream payload)
      throws IOException {
    out.writeLong(MAGIC);
    out.writeInt(payload.size());
    out.write(digest(payload.toByteArray()));
    payload.writeTo(out);
  }

  private void replace(Path temporary, Path target) throws IOException {
    FileSystem files = files();
    if (!files.rename(temporary, target)) {
      files.delete(target, false); // an attempt before this one wrote it
      if (!files.rename(temporary, target)) {
        throw new IOException("checkpoint " + target + " could not be put in its place");
      }
    }
  }

  /** All but the newest, and what attempts left that died while they wrote. */
  private void deleteOld(String candidateId) throws IOException {
    List<FileStatus> kept = files(candidateId);
    if (kept.isEmpty()) {
      return; // nobody will go on from it: all was deleted meanwhile
    }
    // Of one clock, the file system's.
    long now = kept.get(0).getModificationTime();
    for (int i = KEPT; i < kept.size(); i++) {
      FileStatus file = kept.get(i);
      if (i >= MOST_KEPT || now - file.getModificationTime() > RECENT_MILLIS) {
        files().delete(file.getPath(), false);
      }
    }
    for (FileStatus each : files().listStatus(of(candidateId))) {
      if (each.getPath().getName().endsWith(TEMPORARY)
          && now - each.getModificationTime() > DEAD_MILLIS) {
        files().delete(each.getPath(), false);
      }
    }
  }

  /** A full disk needs the room. */
  private void deleteQuietly(Path file, IOException because) {
    try {
      files().delete(file, false);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public void forget(String candidateId) throws IOException {
    files().delete(of(candidateId), true);
  }

  private List<FileStatus> files(String candidateId) throws IOException {
    try {
      return Arrays.stream(files().listStatus(of(candidateId)))
          .filter(file -> file.getPath().getName().startsWith(PREFIX))
          .filter(file -> file.getPath().getName().endsWith(SUFFIX))
          .sorted(Comparator.comparing((FileStatus file) -> file.getPath().getName()).reversed())
          .toList();
    } catch (FileNotFoundException e) {
      return List.of(); // nothing was saved
    }
  }

  /** What a file holds; null where it is not whole. */
  private byte @Nullable [] read(FileStatus file) throws IOException {
    long length = file.getLen() - Long.BYTES - Integer.BYTES - DIGEST;
    if (length < 0 || length > LARGEST) {
      return null;
    }
    try (FSDataInputStream in = files().open(file.getPath())) {
      if (in.readLong() != MAGIC || in.readInt() != length) {
        return null;
      }
      byte[] digest = new byte[DIGEST];
      in.readFully(digest);
      byte[] payload = new byte[(int) length];
      in.readFully(payload);
      return Arrays.equals(digest, digest(payload)) ? payload : null;
    } catch (ChecksumException | EOFException e) {
      return null; // the file system noticed it first
    } catch (FSError e) {
      throw new IOException(e.getMessage(), e); // of a local disk that cannot be read
    } catch (FileNotFoundException e) {
      return null; // another attempt of this training put a newer one in its place meanwhile
    }
  }

  private static double epoch(FileStatus file) {
    String name = file.getPath().getName();
    try {
      return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY; // somebody else's file
    }
  }

  private FileSystem files() throws IOException {
    return new Path(folder).getFileSystem(hadoop.value());
  }

  private Path of(String candidateId) {
    return new Path(folder, candidateId);
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
