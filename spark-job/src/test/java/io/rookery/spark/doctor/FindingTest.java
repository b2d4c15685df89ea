package io.rookery.spark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {

  @Test
  void aLineStaysOneLine() {
    assertThat(Finding.fail("x", "a\n  b", "c\r\nd", "e").line())
        .isEqualTo("FAIL x                  asked a b, found c d. Fix: e");
    assertThat(Finding.ok("x", "a", "b").json().toString())
        .isEqualTo(
            "{\"level\":\"ok\",\"check\":\"x\",\"asked\":\"a\",\"found\":\"b\",\"fix\":\"\"}");
  }
}
