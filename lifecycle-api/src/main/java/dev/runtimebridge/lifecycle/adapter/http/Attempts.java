package dev.runtimebridge.lifecycle.adapter.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often each address has failed to sign in during the last minute. */
final class Attempts {
  static final int MOST = 20;
  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;

  private final Clock clock;
  private final Map<String, Window> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  private record Window(Instant began, int count) {}

  Attempts(Clock clock) {
    this.clock = clock;
  }

  /** Whether an address may try now. */
  synchronized boolean allowed(String address) {
    Window window = current(address);
    return window == null || window.count() < MOST;
  }

  synchronized void failed(String address) {
    Window window = current(address);
    failures.put(
        address,
        window == null
            ? new Window(clock.instant(), 1)
            : new Window(window.began(), window.count() + 1));
  }

  private @Nullable Window current(String address) {
    Window window = failures.get(address);
    if (window != null && window.began().plus(WINDOW).isBefore(clock.instant())) {
      failures.remove(address);
      return null;
    }
    return window;
  }
}
