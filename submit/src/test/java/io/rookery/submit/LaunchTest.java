package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is set where nobody has set it. */
class LaunchTest {

  private static final String HEARTBEAT = "spark.executor.heartbeatInterval";

  @Test
  void heartbeatsAreFastWhereThereAreExecutorsToHearOf() {
    assertThat(Launch.conf("local[2]", List.of()).get(HEARTBEAT)).isEqualTo("10s");
    assertThat(Launch.conf("local-cluster[1,1,1024]", List.of()).get(HEARTBEAT)).isEqualTo("1s");
    assertThat(Launch.conf("local[2]", List.of(HEARTBEAT + "=3s")).get(HEARTBEAT)).isEqualTo("3s");
  }
}
