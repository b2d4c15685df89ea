package io.rookery.nas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Operation.Pooling;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final Shape IMAGE = new Shape(3, 32, 32);

  /** ⌈size / stride⌉, for every size, window, stride and dilation that is common. */
  @Test
  void samePaddingGivesTheRoundedUpQuotient() {
    for (int size = 1; size <= 33; size++) {
      for (int kernel = 1; kernel <= 7; kernel++) {
        for (int stride = 1; stride <= 4; stride++) {
          for (int dilation = 1; dilation <= 2; dilation++) {
            Shape in = new Shape(1, size, 2 * size);
            Padding padding = Padding.same(in, kernel, kernel, stride, dilation);
            Convolution c =
                new Convolution(1, kernel, kernel, stride, padding, dilation, 1, false, null);
            Shape out = c.output(List.of(in));
            assertThat(out.height()).isEqualTo((int) Math.ceil((double) size / stride));
            assertThat(out.width()).isEqualTo((int) Math.ceil(2.0 * size / stride));
            assertThat(padding.bottom() - padding.top()).isBetween(0, 1);
            assertThat(padding.right() - padding.left()).isBetween(0, 1);
          }
        }
      }
    }
  }

  /** VGG-16 on ImageNet: 138.36 M parameters, 15.47 G multiply-adds, as published widely. */
  @Test
  void vgg16HasItsPublishedCost() {
    Blueprint b = new Blueprint(new Shape(3, 224, 224));
    int last = Architecture.INPUT;
    int[][] blocks = {{64, 2}, {128, 2}, {256, 3}, {512, 3}, {512, 3}};
    for (int[] block : blocks) {
      for (int i = 0; i < block[1]; i++) {
        last = b.add(new Convolution(block[0], 3, 3, 1, Padding.of(1), 1, 1, true, null), last);
      }
      last = b.add(Pooling.square(Pooling.Kind.MAX, 2, 2, 0), last);
    }
    b.chain(last, new Operation.Dense(4096), new Operation.Dense(4096), new Operation.Dense(1000));
    Architecture vgg = b.finish();
    assertThat(vgg.parameters()).isEqualTo(138_357_544);
    assertThat(vgg.multiplyAdds() / 1e9).isCloseTo(15.47, offset(0.005));
    assertThat(vgg.depth()).isEqualTo(16);
  }

  /** ResNet-20 for CIFAR-10 (He et al. 2016): 0.27 M parameters, 40.55 M multiply-adds. */
  @Test
  void resnet20HasItsPublishedCost() {
    Blueprint b = new Blueprint(IMAGE);
    int last = normed(b, Architecture.INPUT, 16, 1);
    for (int width : new int[] {16, 32, 64}) {
      for (int block = 0; block < 3; block++) {
        int stride = width > 16 && block == 0 ? 2 : 1;
        int body = normed(b, normed(b, last, width, stride), width, 1);
        // The shortcut without weights: every second pixel, new channels zero, here by sum.
        int shortcut = stride == 1 ? last : padded(b, last);
        last = b.add(new Operation.Sum(), body, shortcut);
      }
    }
    b.chain(last, new Operation.GlobalPooling(Pooling.Kind.AVERAGE), new Operation.Dense(10));
    assertThat(b.finish().parameters()).isEqualTo(269_722);
    assertThat(b.finish().multiplyAdds() / 1e6).isCloseTo(40.55, offset(0.01));
  }

  private static int normed(Blueprint b, int from, int width, int stride) {
    return b.chain(from, Convolution.square(width, 3, stride, 1), new Operation.BatchNorm());
  }

  private static int padded(Blueprint b, int from) {
    int half = b.add(new Operation.Subsample(2, 0), from);
    return b.add(new Operation.Concat(), half, b.add(new Operation.Zero(1), half));
  }

  @Test
  void operationsCostTheirClosedForms() {
    List<Shape> in = List.of(new Shape(6, 10, 8));
    Convolution grouped = new Convolution(9, 3, 5, 2, Padding.NONE, 1, 3, true, null);
    assertThat(grouped.output(in)).isEqualTo(new Shape(9, 4, 2));
    assertThat(grouped.parameters(in)).isEqualTo(9 * 2 * 15 + 9);
    assertThat(grouped.multiplyAdds(in)).isEqualTo(9 * 2 * 15 * 8);
    Convolution uneven = new Convolution(4, 1, 3, 1, 2, Padding.NONE, 1, 1, false, null);
    assertThat(uneven.output(in)).isEqualTo(new Shape(4, 10, 3));
    assertThat(uneven.multiplyAdds(in)).isEqualTo(4 * 6 * 3 * 30);
    assertThat(new Operation.Dense(7).parameters(in)).isEqualTo(7 * 480 + 7);
    assertThat(new Operation.BatchNorm().parameters(in)).isEqualTo(12);
    assertThat(new Operation.SqueezeExcite(3).parameters(in)).isEqualTo(2 * 18 + 3 + 6);
    assertThat(new Operation.Subsample(3, 2).output(in)).isEqualTo(new Shape(6, 4, 3));
  }

  @Test
  void graphsThatCannotBeBuiltSayWhichNodeAndWhy() {
    Blueprint b = new Blueprint(IMAGE);
    assertThatThrownBy(() -> b.add(Convolution.square(4, 40, 1, 0), Architecture.INPUT))
        .isInstanceOf(InvalidArchitecture.class)
        .hasMessageContaining("node 0")
        .hasMessageContaining("a window of 40 does not fit 32");
    b.add(Convolution.square(4, 3, 1, 1), Architecture.INPUT);
    assertThatThrownBy(b::finish).hasMessageContaining("must give a flat vector");
    assertThatThrownBy(() -> b.add(new Operation.Sum(), 0, Architecture.INPUT))
        .hasMessageContaining("one shape");
  }

  @Test
  void scalarsAreNumbersKnownBeforeTraining() {
    Blueprint b = new Blueprint(IMAGE);
    int conv = b.add(Convolution.square(3, 3, 1, 1), Architecture.INPUT);
    int sum = b.add(new Operation.Sum(), conv, Architecture.INPUT);
    b.add(new Operation.Dense(10), sum);
    Recipe recipe = new Recipe(new Optimizer.Adam(0.9, 0.999), 0.01, 0, 64, 0);
    Architecture network = b.finish(recipe);
    assertThat(network.scalars())
        .containsEntry("logParameters", Math.log1p(network.parameters()))
        .containsEntry("depth", 2.0)
        .containsEntry("layers", 2.0)
        .containsEntry("joins", 1.0)
        .containsEntry("logWidth", Math.log1p(3))
        .containsEntry("logLearningRate", Math.log(0.01))
        .containsEntry("logBatchSize", Math.log(64));
    assertThat(network.scalars().values()).allMatch(value -> Double.isFinite(value));
    assertThat(b.finish().scalars()).doesNotContainKey("logLearningRate");
  }
}
