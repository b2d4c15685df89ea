package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.rookery.nas.Shape;
import io.rookery.spark.train.Augmentation;

/**
 * Varies an epoch's images on the device: the draws go there once, at the epoch's begin. Crops see
 * black around an image; a cutout leaves the channel's mean, as DeVries and Taylor 2017 (arXiv
 * 1708.04552) do.
 */
final class Augmenter {

  private final Augmentation augmentation;
  private final Shape shape;

  /** (image, row): where the row begins in the flat, padded image. */
  private final NDArray rows;

  /** (image, column): the column of the padded image. */
  private final NDArray columns;

  /** (image, row or column): 1 where the cutout covers it, else 0. */
  private final NDArray cutRows;

  private final NDArray cutColumns;

  /** Uploads the draws of an epoch; they belong to its manager. */
  Augmenter(Augmentation augmentation, Shape shape, Variations variations, NDManager manager) {
    this.augmentation = augmentation;
    this.shape = shape;
    try (NDManager temporary = manager.newSubManager()) {
      int width = shape.width() + 2 * augmentation.cropPadding();
      NDArray down = along(temporary, shape.height());
      NDArray across = along(temporary, shape.width());
      // Column j, or width − 1 − j where the image is mirrored.
      NDArray swap = across.mul(-2).add(shape.width() - 1);
      NDArray mirror = column(temporary, variations.mirrored()).mul(swap);
      rows = column(temporary, variations.top()).add(down).mul(width);
      columns = column(temporary, variations.left()).add(across).add(mirror);
      cutRows = covered(down, column(temporary, variations.cutTop()));
      cutColumns = covered(across, column(temporary, variations.cutLeft()));
      for (NDArray kept : new NDArray[] {rows, columns, cutRows, cutColumns}) {
        kept.attach(manager);
      }
    }
  }

  private static NDArray along(NDManager manager, int size) {
    return manager.arange(0, size, 1, DataType.INT64).reshape(1, size);
  }

  private static NDArray column(NDManager manager, long[] draws) {
    return Upload.longs(manager, draws).reshape(draws.length, 1);
  }

  private NDArray covered(NDArray places, NDArray first) {
    NDArray in = places.sub(first);
    return in.gte(0).logicalAnd(in.lt(augmentation.cutout())).toType(DataType.FLOAT32, false);
  }

  /**
   * Crops and mirrors.
   *
   * @param pixels of the epoch's images {@code from} to before {@code to}, as bytes, in the batch's
   *     manager
   */
  NDArray moved(NDArray pixels, int from, int to) {
    int padding = augmentation.cropPadding();
    if (padding == 0 && !augmentation.flip()) {
      return Torch.alias(pixels);
    }
    long batch = to - from;
    long channels = shape.channels();
    NDArray padded = Torch.pad(pixels, new long[] {padding, padding, padding, padding}, 0);
    NDArray down = part(rows, from, to, pixels).reshape(batch, shape.height(), 1);
    NDArray across = part(columns, from, to, pixels).reshape(batch, 1, shape.width());
    NDArray places = down.add(across).reshape(batch, 1, -1);
    NDArray flat = padded.reshape(batch, channels, -1);
    NDArray each = places.broadcast(batch, channels, (long) shape.height() * shape.width());
    return flat.gather(each, 2).reshape(pixels.getShape());
  }

  /** Sets the cutouts of the epoch's images {@code from} to before {@code to} to zero. */
  NDArray cut(NDArray normalised, int from, int to) {
    if (augmentation.cutout() == 0) {
      return Torch.alias(normalised);
    }
    NDArray down = part(cutRows, from, to, normalised).reshape(to - from, 1, shape.height(), 1);
    NDArray across = part(cutColumns, from, to, normalised).reshape(to - from, 1, 1, shape.width());
    NDArray square = down.mul(across);
    return normalised.sub(normalised.mul(square));
  }

  private static NDArray part(NDArray whole, int from, int to, NDArray owner) {
    NDArray part = Torch.slice(whole, 0, from, to, 1);
    part.attach(owner.getManager());
    return part;
  }
}
