package io.rookery.nas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpacesTest {

  @Test
  void anUnknownNameIsAnErrorThatNamesTheNearestAndAllOthers() {
    assertThatThrownBy(() -> Spaces.named("nsganet-macro"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no search space is named 'nsganet-macro'")
        .hasMessageContaining("Did you mean 'nsga-net-macro'?")
        .hasMessageContaining("Known: ");
  }

  @Test
  void aNameUnlikeAllOthersGetsNoGuess() {
    assertThatThrownBy(() -> Spaces.named("xyzxyzxyzxyzxyz")).message().doesNotContain("mean");
  }

  @Test
  void everySpaceSaysWhatItIs() {
    assertThat(Spaces.all()).isNotEmpty();
    for (SpaceProvider<?> provider : Spaces.all()) {
      assertThat(provider.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
      assertThat(provider.summary()).isNotBlank().doesNotContain("\n");
      assertThat(provider.source()).isNotBlank();
    }
  }

  @Test
  void editDistanceCountsInsertionsDeletionsAndReplacements() {
    assertThat(Named.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Named.distance("", "abc")).isEqualTo(3);
    assertThat(Named.distance("abc", "abc")).isZero();
  }
}
