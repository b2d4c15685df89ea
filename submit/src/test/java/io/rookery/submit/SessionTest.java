package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Tag;
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

  /** As a cluster with a secret does with one who has none; Spark tries for a minute. */
  @Test
  @Tag("slow")
  @Timeout(180)
  void aMasterThatTakesNobodyIsRefusedInALine() throws Exception {
    try (ServerSocket master = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread hanging = new Thread(() -> hangUp(master));
      hanging.setDaemon(true);
      hanging.start();
      SparkConf conf =
          Launch.conf("spark://127.0.0.1:" + master.getLocalPort(), List.of())
              .set("spark.ui.enabled", "false");
      assertThatThrownBy(() -> Session.open(conf))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("does not take this application")
          .hasMessageContaining("spark.authenticate");
    }
  }

  private static void hangUp(ServerSocket master) {
    try {
      while (true) {
        master.accept().close();
      }
    } catch (IOException e) {
      // The test is over.
    }
  }
}
