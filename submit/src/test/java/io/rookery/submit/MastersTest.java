package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MastersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"local", "local[2]", "local[*]", "local[*, 4]", "local-cluster[2,1,1024]"})
  void localOnesAreTaken(String master) {
    Masters.require(master);
  }

  @Test
  void aStandaloneOneThatAnswersIsTaken() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Masters.require("spark://127.0.0.1:" + socket.getLocalPort());
      Masters.require("spark://127.0.0.1:1,127.0.0.1:" + socket.getLocalPort());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sc://localhost:15002      | 3 | Spark Connect",
        "spark://127.0.0.1:1       | 3 | no Spark master answers",
        "spark://127.0.0.1:99999   | 3 | no Spark master answers",
        "yarn                      | 3 | SPARK_HOME",
        "locl[2]                   | 2 | local[N]",
        "spark://nowhere           | 2 | spark://HOST:PORT",
      })
  void othersAreRefusedBeforeAContextStarts(String master, int exitCode, String why) {
    assertThatThrownBy(() -> Masters.require(master))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.exitCode().code()).isEqualTo(exitCode))
        .hasMessageContaining(why);
  }
}
