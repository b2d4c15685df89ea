package io.rookery.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardsTest {

  private final Guards guards = new Guards(1, 6, 0.5);

  @Test
  void tenOfAHundredAndTwentyOfAThousandAreTrainedToTheEnd() {
    assertThat(audited(100)).hasSize(10);
    assertThat(audited(1000)).hasSize(20);
  }

  @Test
  void afterTheWarmUpEachStepOfTheRootIsOne() {
    assertThat(audited(100)).containsExactly(0, 1, 2, 3, 4, 5, 15, 35, 63, 99);
  }

  @Test
  void withoutGuardsNothingIsAudited() {
    assertThat(IntStream.range(0, 1000).filter(Guards.NONE::audits)).isEmpty();
  }

  @Test
  void refusesNegativeNumbers() {
    assertThatThrownBy(() -> new Guards(0, -1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("warmUp -1");
  }

  private List<Integer> audited(int networks) {
    return IntStream.range(0, networks).filter(guards::audits).boxed().toList();
  }
}
