package dev.runtimebridge.dispatch.domain;

import java.util.List;

/** What comes of an input to a round. */
public sealed interface RoundDecision {
  /** It counts: these are the events, perhaps none. */
  record Accepted(List<RoundEvent> events) implements RoundDecision {
    /** Copies. */
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** It does not count. */
  record Ignored(Why why) implements RoundDecision {}

  /** Why an input does not count. */
  enum Why {
    ALREADY_OPENED,
    NOT_OPEN,
    NOT_DRAWN,
    ALREADY_ENDED,
    TOO_LATE
  }
}
