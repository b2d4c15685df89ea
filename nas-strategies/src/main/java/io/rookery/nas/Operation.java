package io.rookery.nas;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node's work in an {@link Architecture}: a description without tensors, from which shapes,
 * parameters and multiply-adds follow. Unless said otherwise an operation takes one input.
 */
public sealed interface Operation extends Serializable {

  /**
   * Shape of the output, unless said otherwise that of the one input; throws {@link
   * InvalidArchitecture} where these inputs cannot be taken.
   */
  default Shape output(List<Shape> inputs) {
    return Checks.one(inputs);
  }

  /** Trainable parameters. */
  default long parameters(List<Shape> inputs) {
    return 0;
  }

  /** Multiply-adds of one example's forward pass; only convolutions and dense layers count. */
  default long multiplyAdds(List<Shape> inputs) {
    return 0;
  }

  /**
   * 2-D convolution.
   *
   * @param groups input channels are split into this many groups; as many as channels is depthwise
   * @param initial how its parameters begin; null: He et al. 2015 (arXiv 1502.01852), bias 0
   */
  record Convolution(
      int filters,
      int kernelHeight,
      int kernelWidth,
      int strideHeight,
      int strideWidth,
      Padding padding,
      int dilation,
      int groups,
      boolean bias,
      @Nullable Initial initial)
      implements Operation {

    public Convolution {
      Checks.atLeastOne("filters", filters);
      Checks.atLeastOne("kernel height", kernelHeight);
      Checks.atLeastOne("kernel width", kernelWidth);
      Checks.atLeastOne("stride of height", strideHeight);
      Checks.atLeastOne("stride of width", strideWidth);
      Checks.atLeastOne("dilation", dilation);
      Checks.atLeastOne("groups", groups);
    }

    /** One stride in both directions. */
    public Convolution(
        int filters,
        int kernelHeight,
        int kernelWidth,
        int stride,
        Padding padding,
        int dilation,
        int groups,
        boolean bias,
        @Nullable Initial initial) {
      this(
          filters,
          kernelHeight,
          kernelWidth,
          stride,
          stride,
          padding,
          dilation,
          groups,
          bias,
          initial);
    }

    /** A square kernel without dilation, groups or bias, as before a batch norm. */
    public static Convolution square(int filters, int kernel, int stride, int padding) {
      return new Convolution(
          filters, kernel, kernel, stride, Padding.of(padding), 1, 1, false, null);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      Shape in = Checks.one(inputs);
      Checks.divides(groups, in.channels(), filters);
      return new Shape(
          filters,
          Checks.window(
              in.height(), kernelHeight, strideHeight, padding.top() + padding.bottom(), dilation),
          Checks.window(
              in.width(), kernelWidth, strideWidth, padding.left() + padding.right(), dilation));
    }

    @Override
    public long parameters(List<Shape> inputs) {
      return weights(inputs) + (bias ? filters : 0);
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
      Shape out = output(inputs);
      return weights(inputs) * out.height() * out.width();
    }

    private long weights(List<Shape> inputs) {
      return (long) filters * (Checks.one(inputs).channels() / groups) * kernelHeight * kernelWidth;
    }
  }

  /** Largest or mean value of a sliding window; a mean leaves the padding out of its count. */
  record Pooling(Kind kind, int kernelHeight, int kernelWidth, int stride, Padding padding)
      implements Operation {

    /** What is taken of a window. */
    public enum Kind {
      MAX,
      AVERAGE
    }

    public Pooling {
      Checks.atLeastOne("kernel height", kernelHeight);
      Checks.atLeastOne("kernel width", kernelWidth);
      Checks.atLeastOne("stride", stride);
    }

    /** A square window. */
    public static Pooling square(Kind kind, int kernel, int stride, int padding) {
      return new Pooling(kind, kernel, kernel, stride, Padding.of(padding));
    }

    @Override
    public Shape output(List<Shape> inputs) {
      Shape in = Checks.one(inputs);
      Checks.lessThanKernel(padding, kernelHeight, kernelWidth);
      return new Shape(
          in.channels(),
          Checks.window(in.height(), kernelHeight, stride, padding.top() + padding.bottom(), 1),
          Checks.window(in.width(), kernelWidth, stride, padding.left() + padding.right(), 1));
    }
  }

  /** Mean or largest value of each channel; the output is flat. */
  record GlobalPooling(Pooling.Kind kind) implements Operation {
    @Override
    public Shape output(List<Shape> inputs) {
      return Shape.flat(Checks.one(inputs).channels());
    }
  }

  /** Batch normalisation (Ioffe, Szegedy 2015) with a trained scale and shift for each channel. */
  record BatchNorm(double epsilon, double momentum) implements Operation {

    /**
     * PyTorch's defaults: epsilon 1e-5; running statistics keep 0.9 of their value with each batch.
     */
    public BatchNorm() {
      this(1e-5, 0.9);
    }

    @Override
    public long parameters(List<Shape> inputs) {
      return 2L * Checks.one(inputs).channels();
    }
  }

  /**
   * An elementwise function; CRELU concatenates relu(x) and relu(−x) (Shang et al. 2016) and
   * doubles the channels.
   */
  record Activation(Kind kind) implements Operation {

    /** Slope of the leaky rectifier left of zero (Maas, Hannun, Ng 2013). */
    public static final double LEAK = 0.01;

    /** The function. */
    public enum Kind {
      RELU,
      CRELU,
      LEAKY_RELU,
      SIGMOID,
      TANH,
      SWISH,
      GELU
    }

    @Override
    public Shape output(List<Shape> inputs) {
      Shape in = Checks.one(inputs);
      return kind == Kind.CRELU ? new Shape(2 * in.channels(), in.height(), in.width()) : in;
    }
  }

  /** While training sets each element to 0 with this probability (Srivastava et al. 2014). */
  record Dropout(double rate) implements Operation {
    public Dropout {
      Checks.rate("dropout rate", rate);
    }
  }

  /**
   * While training drops this whole path for an example with this probability (Larsson et al.
   * 2017).
   */
  record DropPath(double rate) implements Operation {
    public DropPath {
      Checks.rate("drop-path rate", rate);
    }
  }

  /** Passes its input on. */
  record Identity() implements Operation {}

  /** Zeros of the input's shape, at this stride: NAS-Bench-201's operation "none". */
  record Zero(int stride) implements Operation {
    public Zero {
      Checks.atLeastOne("stride", stride);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      return Checks.one(inputs).everyNth(stride);
    }
  }

  /**
   * Every {@code stride}-th row and column, beginning {@code offset} rows and columns in: half a
   * factorised reduce.
   */
  record Subsample(int stride, int offset) implements Operation {
    public Subsample {
      Checks.atLeastOne("stride", stride);
      if (offset < 0 || offset >= stride) {
        throw new InvalidArchitecture("offset must be in [0, stride): " + offset);
      }
    }

    @Override
    public Shape output(List<Shape> inputs) {
      // Rows past the end are zeros, so that all offsets give one shape.
      return Checks.one(inputs).everyNth(stride);
    }
  }

  /** Elementwise sum of one or more inputs of one shape. */
  record Sum() implements Operation {
    @Override
    public Shape output(List<Shape> inputs) {
      return Checks.alike(inputs);
    }
  }

  /** Concatenation along the channels of one or more inputs of one height and width. */
  record Concat() implements Operation {
    @Override
    public Shape output(List<Shape> inputs) {
      Shape first = Checks.oneExtent(inputs);
      int channels = inputs.stream().mapToInt(Shape::channels).sum();
      return new Shape(channels, first.height(), first.width());
    }
  }

  /**
   * Squeeze-and-excite (Hu et al. 2018): channels weighted by sigmoid(W₂ relu(W₁ mean)), both with
   * bias.
   *
   * @param hidden width of the squeezed layer
   */
  record SqueezeExcite(int hidden) implements Operation {
    public SqueezeExcite {
      Checks.atLeastOne("hidden units", hidden);
    }

    @Override
    public long parameters(List<Shape> inputs) {
      return multiplyAdds(inputs) + hidden + Checks.one(inputs).channels();
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
      return 2L * Checks.one(inputs).channels() * hidden;
    }
  }

  /** A fully connected layer over all elements of the input. */
  record Dense(int units, boolean bias, @Nullable Initial initial) implements Operation {

    public Dense {
      Checks.atLeastOne("units", units);
    }

    /** With a bias, initialised as {@link Convolution} says. */
    public Dense(int units) {
      this(units, true, null);
    }

    @Override
    public Shape output(List<Shape> inputs) {
      Checks.one(inputs);
      return Shape.flat(units);
    }

    @Override
    public long parameters(List<Shape> inputs) {
      return multiplyAdds(inputs) + (bias ? units : 0);
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
      return units * Checks.one(inputs).size();
    }
  }
}
