package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionTest {

  @Test
  void aSessionThatWasThereBeforeStays() {
    SparkConf conf =
        new SparkConf(false)
            .setMaster("local[1]")
            .setAppName("test")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.bindAddress", "127.0.0.1");
    try (Session first = Session.open(conf)) {
      try (Session second = Session.open(conf)) {
        assertThat(second.own()).isFalse();
      }
      assertThat(first.own()).isTrue();
      assertThat(first.spark().sparkContext().isStopped()).isFalse();
      first.close();
      assertThat(first.spark().sparkContext().isStopped()).isTrue();
    }
  }
}
