package io.rookery.submit;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One genome of a space.
 *
 * @param genome its text form
 * @param architecture its network; null where it is none, and then {@code invalid} says why
 * @param invalid why it is no network; else null
 */
record Sample(String genome, @Nullable Architecture architecture, @Nullable String invalid) {

  /** Genomes from the space's initial distribution. */
  static <G> List<Sample> drawn(SearchSpace<G> space, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(of(space, space.sample(random)));
    }
    return samples;
  }

  /**
   * The genome of a text.
   *
   * @throws InvalidArchitecture if the text is none of this space
   */
  static <G> Sample read(SearchSpace<G> space, String text) {
    return of(space, space.read(text));
  }

  private static <G> Sample of(SearchSpace<G> space, G genome) {
    String text = space.write(genome);
    try {
      return new Sample(text, space.decode(genome), null);
    } catch (InvalidArchitecture e) {
      return new Sample(text, null, e.getMessage());
    }
  }
}
