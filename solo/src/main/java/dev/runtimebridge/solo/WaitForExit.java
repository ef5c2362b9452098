package dev.runtimebridge.solo;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** The services are beans that start by themselves; the application only waits for its end. */
public final class WaitForExit implements QuarkusApplication {
  @Override
  public int run(String... args) {
    Quarkus.waitForExit();
    return 0;
  }
}
