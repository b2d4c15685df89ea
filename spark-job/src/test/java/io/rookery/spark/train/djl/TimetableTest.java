package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rookery.nas.Optimizer;
import io.rookery.nas.Recipe;
import io.rookery.spark.train.TrainingSettings.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {

  private static List<Double> epochs(Timetable timetable) {
    List<Double> epochs = new ArrayList<>();
    for (long step = 0; step < timetable.steps(); ) {
      Timetable.Stop stop = timetable.after(step);
      assertThat(stop.step()).isGreaterThan(step);
      epochs.add(stop.epoch());
      step = stop.step();
    }
    return epochs;
  }

  @ParameterizedTest
  @CsvSource({"100, 10, 10", "101, 10, 10", "102, 10, 11", "1, 10, 1", "10, 10, 1", "7, 10, 1"})
  void each_image_is_in_one_step_of_an_epoch(int images, int batch, int steps) {
    Timetable timetable = new Timetable(images, batch, 3, 1);
    assertThat(timetable.stepsPerEpoch()).isEqualTo(steps);
    for (int epoch = 0; epoch < 3; epoch++) {
      int next = 0;
      for (int step = 0; step < steps; step++) {
        long number = (long) epoch * steps + step;
        assertThat(timetable.from(number)).isEqualTo(next);
        next = timetable.to(number);
      }
      assertThat(next).isEqualTo(images);
    }
  }

  @Test
  void validations_come_at_each_fraction_and_at_the_end() {
    assertThat(epochs(new Timetable(100, 10, 2, 0.5))).containsExactly(0.5, 1.0, 1.5, 2.0);
    assertThat(epochs(new Timetable(100, 10, 5, 2))).containsExactly(2.0, 4.0, 5.0);
    assertThat(epochs(new Timetable(90, 10, 1, 1.0 / 3))).containsExactly(1.0 / 3, 2.0 / 3, 1.0);
    // Two steps an epoch cannot be validated four times.
    assertThat(epochs(new Timetable(20, 10, 1, 0.25))).containsExactly(0.25, 0.75);
  }

  @Test
  void the_cosine_falls_from_the_full_rate_towards_zero() {
    Timetable timetable = new Timetable(100, 10, 10, 1);
    assertThat(timetable.learningRate(0, recipe(0), Schedule.COSINE)).isEqualTo(0.1);
    assertThat(timetable.learningRate(50, recipe(0), Schedule.COSINE))
        .isCloseTo(0.05, within(1e-12));
    assertThat(timetable.learningRate(99, recipe(0), Schedule.COSINE)).isBetween(0.0, 1e-4);
    assertThat(timetable.learningRate(99, recipe(0), Schedule.CONSTANT)).isEqualTo(0.1);
  }

  @Test
  void a_recipe_may_let_the_rate_decay_with_each_step() {
    Timetable timetable = new Timetable(100, 10, 10, 1);
    assertThat(timetable.learningRate(0, recipe(0.01), Schedule.CONSTANT)).isEqualTo(0.1);
    // A hundredth a step: after 50 steps 0.1 / 1.5, halfway down the cosine half of that.
    assertThat(timetable.learningRate(50, recipe(0.01), Schedule.CONSTANT))
        .isCloseTo(0.1 / 1.5, within(1e-12));
    assertThat(timetable.learningRate(50, recipe(0.01), Schedule.COSINE))
        .isCloseTo(0.05 / 1.5, within(1e-12));
  }

  private static Recipe recipe(double decay) {
    return new Recipe(new Optimizer.Adam(0.9, 0.999), 0.1, 0, 10, 0, decay);
  }
}
