package dev.runtimebridge.chainrpc;

import java.time.Duration;
import java.util.List;

/**
 * Bounds of one connection.
 *
 * @param requestTimeout longest wait for an answer, for a connection and for a send
 * @param silenceTimeout longest wait for an answer while the node answers nothing else either
 * @param parallelRequests requests without an answer at the same time
 * @param maxMessageChars longest message that is taken from the node
 * @param settings what leads the names of the operator's settings {@code request-timeout}, {@code
 *     silence-timeout} and {@code max-message-bytes}, such as {@code bridge.fetcher}; errors name
 *     them
 */
public record RpcLimits(
    Duration requestTimeout,
    Duration silenceTimeout,
    int parallelRequests,
    int maxMessageChars,
    String settings) {

  /** Refuses what is not positive. */
  public RpcLimits {
    for (Duration timeout : List.of(requestTimeout, silenceTimeout)) {
      if (!timeout.isPositive()) {
        throw new IllegalArgumentException(
            settings + ": the timeout " + timeout + " is not positive");
      }
    }
    if (parallelRequests < 1) {
      throw new IllegalArgumentException(parallelRequests + " parallel requests: 1 is the least");
    }
    if (maxMessageChars < 1024) {
      throw new IllegalArgumentException("message limit " + maxMessageChars + " is below 1024");
    }
  }
}
