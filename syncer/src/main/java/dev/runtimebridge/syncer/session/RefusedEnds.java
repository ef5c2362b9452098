package dev.runtimebridge.syncer.session;

import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Relay-chain headers whose justification a worker has refused, so that the next batch ends
 * elsewhere. A node can hold a justification that is no good, as on Kusama at 15294837.
 */
final class RefusedEnds {
  private static final int REMEMBERED = 256;
  private static final String BAD_JUSTIFICATION = "bad justification for header";

  private final Set<Long> numbers = new LinkedHashSet<>();

  /** The headers that no batch should end at. */
  Set<Long> numbers() {
    return Collections.unmodifiableSet(numbers);
  }

  /** Remembers {@code end} if it is its justification that was refused. */
  void learn(long end, PRuntimeFailure failure) {
    String message = failure.getMessage();
    if (failure.kind() == FailureKind.REFUSED
        && message != null
        && message.contains(BAD_JUSTIFICATION)) {
      if (numbers.size() == REMEMBERED) {
        numbers.remove(numbers.iterator().next());
      }
      numbers.add(end);
    }
  }
}
