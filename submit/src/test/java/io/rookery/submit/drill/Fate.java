package io.rookery.submit.drill;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What befalls a training in its second epoch; all of it is real. */
public enum Fate {
  NONE,
  /** The heap does not hold what it asks for. */
  OUT_OF_MEMORY,
  /** Native code that is not there. */
  NO_LIBRARY,
  /** A loss that is no number. */
  NAN,
  EXCEPTION,
  /** Never ends, but lets itself be cancelled. */
  ENDLESS,
  /** Never ends, and asks nobody. */
  DEAF,
  /** Takes its process down. */
  CRASH;

  /**
   * Lets it happen.
   *
   * @return false if it was cancelled
   */
  boolean strike(BooleanSupplier cancelled) {
    switch (this) {
      case OUT_OF_MEMORY -> throw new IllegalStateException("room for " + huge().length);
      case NO_LIBRARY -> System.load("/there/is/no/such/library.so");
      case EXCEPTION -> throw new IllegalStateException("a drill");
      case ENDLESS -> {
        return wait(cancelled);
      }
      case DEAF -> {
        return wait(() -> false);
      }
      case CRASH -> crash();
      case NAN, NONE -> {}
    }
    return true;
  }

  private static long[] huge() {
    return new long[Integer.MAX_VALUE - 8]; // 16 GiB
  }

  private static boolean wait(BooleanSupplier cancelled) {
    while (!cancelled.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
    return false;
  }

  /** As if native code had written where it must not. */
  private static void crash() {
    try {
      new ProcessBuilder("kill", "-SEGV", Long.toString(ProcessHandle.current().pid())).start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    wait(() -> false);
  }
}
