package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/** A flat vector on the device, and its named pieces. */
final class Vector {

  private final Layout layout;
  private final NDArray values;

  Vector(Layout layout, NDManager manager, float[] values) {
    this.layout = layout;
    this.values = Upload.floats(manager, values, new Shape(layout.size()));
  }

  NDArray values() {
    return values;
  }

  Layout layout() {
    return layout;
  }

  float[] toArray() {
    return values.toFloatArray();
  }

  /** The pieces as arrays that share the vector's memory; the manager closes them. */
  List<NDArray> parts(NDManager manager, boolean gradient) {
    List<NDArray> parts = new ArrayList<>(layout.pieces().size());
    for (Layout.Piece piece : layout.pieces()) {
      parts.add(Torch.part(values, piece.from(), piece.shape(), manager, gradient));
    }
    return parts;
  }

  /** The parts' gradients in one vector; zeros for a part nothing depended on. */
  NDArray gradients(List<NDArray> parts, NDManager manager) {
    List<NDArray> flat = new ArrayList<>(parts.size());
    for (NDArray part : parts) {
      NDArray gradient = Torch.gradient(part);
      if (gradient == null) {
        flat.add(Torch.full(manager, new Shape(part.size()), 0, manager.getDevice()));
      } else {
        gradient.attach(manager);
        flat.add(gradient.reshape(part.size()));
      }
    }
    return Torch.concat(flat, 0);
  }
}
