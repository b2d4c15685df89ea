package com.example.widths;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.SearchSpace;
import io.rookery.nas.Spaces;
import io.rookery.nas.testkit.SearchSpaceKit;
import java.util.List;
import org.junit.jupiter.api.Test;

class WidthsSpaceTest extends SearchSpaceKit<List<Integer>> {

  @Override
  protected SearchSpace<List<Integer>> space() {
    return new WidthsSpace(new WidthsSettings(4, 64), problem());
  }

  @Test
  void isFoundByItsName() {
    assertThat(Spaces.named("widths")).isInstanceOf(WidthsProvider.class);
  }
}
