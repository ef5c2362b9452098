package dev.runtimebridge.syncer.domain;

import java.util.List;

/**
 * What comes of an input.
 *
 * @param <E> events of the aggregate that decided
 */
public sealed interface Decision<E> {

  /** It happened: these are the events, perhaps none. */
  record Accepted<E>(List<E> events) implements Decision<E> {
    /** Copies the list. */
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** A command that cannot be; the message names the value and what is expected. */
  record Rejected<E>(RejectionReason reason, String message) implements Decision<E> {}

  /** An observation that no longer counts, such as one of a session that was replaced. */
  record Ignored<E>(String why) implements Decision<E> {}

  /** It happened, as this one event. */
  static <E> Decision<E> accepted(E event) {
    return new Accepted<>(List.of(event));
  }

  /** It cannot be. */
  static <E> Decision<E> rejected(RejectionReason reason, String message) {
    return new Rejected<>(reason, message);
  }
}
