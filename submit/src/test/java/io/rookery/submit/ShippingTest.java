package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippingTest {

  @TempDir private Path folder;

  @Test
  void nativeCodeIsTheJarsOfItsFolder() throws Exception {
    Path cuda = Files.createFile(folder.resolve("pytorch-native-cu128.jar"));
    Path jni = Files.createFile(folder.resolve("pytorch-jni.jar"));
    Files.createFile(folder.resolve("README"));
    assertThat(Shipping.natives(folder)).containsExactly(jni, cuda);
  }

  @Test
  void aFolderWithoutNativeCodeIsRefused() {
    assertRefused(folder, "holds no jar");
    assertRefused(folder.resolve("absent"), "cannot be listed");
  }

  private static void assertRefused(Path folder, String why) {
    assertThatThrownBy(() -> Shipping.natives(folder))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(why)
        .hasMessageContaining("ROOKERY_NATIVES")
        .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.PREFLIGHT));
  }
}
