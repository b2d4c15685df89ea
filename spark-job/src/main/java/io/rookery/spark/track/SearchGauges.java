package io.rookery.spark.track;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.SlidingWindowReservoir;
import io.rookery.spark.ledger.LedgerRow;
import io.rookery.spark.ledger.PredictionRow;
import io.rookery.spark.search.SearchListener;
import io.rookery.spark.search.SearchStatus;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The search of this driver in Spark's metrics: the plugin registers the gauges when the
 * application begins, a search fills them. Their names are listed in docs/metrics.md and are a
 * public contract. Before the first search they are 0, and after one they keep its last values.
 */
public final class SearchGauges implements SearchListener {

  private static final int DECISIONS = 1024;

  /** One application runs one search after the other, in one driver. */
  private static volatile @Nullable SearchStatus status;

  private static volatile int slots;

  private static final Histogram LATENCY = new Histogram(new SlidingWindowReservoir(DECISIONS));

  /** {@code count}: trainings that can run at once. */
  public SearchGauges(int count) {
    slots = count;
  }

  /** Registers every gauge; called once, by the plugin. */
  public static void register(MetricRegistry registry) {
    gauge(registry, "trials_asked", SearchStatus::asked);
    gauge(registry, "trials_running", SearchStatus::running);
    gauge(registry, "trials_measured", SearchStatus::measured);
    gauge(registry, "trials_predicted", SearchStatus::predicted);
    gauge(registry, "trials_failed", SearchStatus::failed);
    gauge(registry, "best_measured", s -> s.bestMeasured() == null ? 0 : s.bestMeasured());
    gauge(registry, "epochs_run", SearchStatus::epochsRun);
    gauge(registry, "epochs_budget", SearchStatus::epochsBudget);
    gauge(registry, "epochs_saved", SearchStatus::epochsSpared);
    gauge(registry, "slots_busy", s -> Math.min(slots, s.running()));
    registry.register("rookery_slots", (Gauge<Double>) () -> (double) slots);
    registry.register("rookery_decision_latency_micros", LATENCY);
  }

  private static void gauge(
      MetricRegistry registry, String name, ToDoubleFunction<SearchStatus> value) {
    Gauge<Double> gauge =
        () -> {
          SearchStatus now = status;
          return now == null ? 0.0 : value.applyAsDouble(now);
        };
    registry.register("rookery_" + name, gauge);
  }

  @Override
  public void progressed(SearchStatus now) {
    status = now;
  }

  @Override
  public void recorded(LedgerRow row) {
    if (row instanceof PredictionRow prediction) {
      LATENCY.update(prediction.micros());
    }
  }
}
