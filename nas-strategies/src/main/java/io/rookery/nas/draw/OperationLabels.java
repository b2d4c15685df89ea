package io.rookery.nas.draw;

import io.rookery.nas.Operation;
import io.rookery.nas.OperationCases;
import java.util.Locale;

/** What an operation is called in a picture. */
final class OperationLabels implements OperationCases<String> {

  @Override
  public String convolution(Operation.Convolution c) {
    boolean depthwise = c.groups() > 1 && c.groups() == c.filters();
    StringBuilder label = new StringBuilder(depthwise ? "depthwise " : "conv ");
    label.append(c.kernelHeight()).append('×').append(c.kernelWidth());
    label.append(depthwise ? "" : " → " + c.filters());
    if (c.strideHeight() != c.strideWidth()) {
      label.append(", stride ").append(c.strideHeight()).append('×').append(c.strideWidth());
    } else if (c.strideHeight() > 1) {
      label.append(", stride ").append(c.strideHeight());
    }
    label.append(c.dilation() > 1 ? ", dilation " + c.dilation() : "");
    label.append(!depthwise && c.groups() > 1 ? ", groups " + c.groups() : "");
    return label.toString();
  }

  @Override
  public String pooling(Operation.Pooling p) {
    return kind(p.kind())
        + " pool "
        + p.kernelHeight()
        + "×"
        + p.kernelWidth()
        + (p.stride() > 1 ? ", stride " + p.stride() : "");
  }

  @Override
  public String globalPooling(Operation.GlobalPooling p) {
    return "global " + kind(p.kind());
  }

  private static String kind(Operation.Pooling.Kind kind) {
    return kind == Operation.Pooling.Kind.MAX ? "max" : "mean";
  }

  @Override
  public String batchNorm(Operation.BatchNorm norm) {
    return "batch norm";
  }

  @Override
  public String activation(Operation.Activation activation) {
    return activation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public String dropout(Operation.Dropout dropout) {
    return "dropout " + rate(dropout.rate());
  }

  @Override
  public String dropPath(Operation.DropPath path) {
    return "drop-path " + rate(path.rate());
  }

  private static String rate(double rate) {
    return String.format(Locale.ROOT, "%.2g", rate)
        .replaceFirst("(\\.\\d*?)0+$", "$1")
        .replaceFirst("\\.$", "");
  }

  @Override
  public String identity(Operation.Identity identity) {
    return "identity";
  }

  @Override
  public String zero(Operation.Zero zero) {
    return "zeros";
  }

  @Override
  public String subsample(Operation.Subsample s) {
    return "every " + s.stride() + (s.offset() > 0 ? ", from " + s.offset() : "");
  }

  @Override
  public String sum(Operation.Sum sum) {
    return "+";
  }

  @Override
  public String concat(Operation.Concat concat) {
    return "concat";
  }

  @Override
  public String squeezeExcite(Operation.SqueezeExcite excite) {
    return "squeeze-excite " + excite.hidden();
  }

  @Override
  public String dense(Operation.Dense dense) {
    return "dense → " + dense.units();
  }
}
