package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AudienceTest {

  private final List<String> heard = new ArrayList<>();

  static List<Throwable> whatWatchersThrow() throws IOException {
    return List.of(
        new IllegalStateException("no server"),
        new NoSuchMethodError("another Spark"),
        ofAFullDisk());
  }

  private static Throwable ofAFullDisk() throws IOException {
    FileSystem local = FileSystem.getLocal(new Configuration()).getRawFileSystem();
    try (FSDataOutputStream out = local.create(new Path("/dev/full"), true)) {
      out.write(new byte[100_000]);
      throw new IllegalStateException("/dev/full took it");
    } catch (FSError e) {
      return e;
    }
  }

  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @MethodSource("whatWatchersThrow")
  void aWatcherThatThrowsIsLeftOutAndEndsNothing(Throwable thrown) {
    SearchListener breaks =
        new SearchListener() {
          @Override
          public void noticed(String message) {
            heard.add("first: " + message);
            if (thrown instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) thrown;
          }
        };
    try (Audience audience = new Audience(SearchListener.NONE, List.of(breaks, other()))) {
      audience.noticed("a");
      audience.noticed("b");
    }
    assertThat(heard).containsExactly("first: a", "other: a", "other: b");
  }

  @Test
  void whatTheCallersOwnListenerThrowsIsTheCallers() {
    SearchListener own =
        new SearchListener() {
          @Override
          public void noticed(String message) {
            throw new IllegalStateException("mine");
          }
        };
    try (Audience audience = new Audience(own, List.of(other()))) {
      assertThatThrownBy(() -> audience.noticed("a")).hasMessage("mine");
    }
  }

  private SearchListener other() {
    return new SearchListener() {
      @Override
      public void noticed(String message) {
        heard.add("other: " + message);
      }
    };
  }
}
