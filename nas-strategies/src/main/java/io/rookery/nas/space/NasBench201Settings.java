package io.rookery.nas.space;

import io.rookery.nas.Help;

/** Settings of {@code nas-bench-201}; the defaults are the benchmark's. */
public record NasBench201Settings(
    @Help("channels of the stem and the first stage, doubled by each later one; the benchmark's")
        int channels,
    @Help("cells in each of the three stages; the benchmark's") int cells,
    @Help(
            "true: leave out operations that see nothing or reach nothing, and refuse cells without"
                + " a path; false: build and count them, as the benchmark does")
        boolean prune) {

  public NasBench201Settings {
    Ranges.within("channels", channels, 1, 4096);
    Ranges.within("cells", cells, 1, 1000);
  }

  /** Those of the benchmark. */
  public static NasBench201Settings defaults() {
    return new NasBench201Settings(16, 5, false);
  }
}
