package dev.runtimebridge.lifecycle.ctl;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a stream is watched; a mixin of all commands that watch. */
final class Streams {
  private static final Duration VERY_LONG = Duration.ofDays(3_650);

  @Option(names = "--for", paramLabel = "SECONDS", description = "End after this time.")
  @Nullable Integer seconds;

  /** Takes all that a stream tells in that time. */
  <T> void follow(Function<Duration, Iterator<T>> stream, Consumer<T> each) {
    Duration time = seconds == null ? VERY_LONG : Duration.ofSeconds(seconds);
    try {
      stream.apply(time).forEachRemaining(each);
    } catch (StatusRuntimeException e) {
      if (seconds == null || e.getStatus().getCode() != Status.Code.DEADLINE_EXCEEDED) {
        throw e;
      }
    }
  }
}
