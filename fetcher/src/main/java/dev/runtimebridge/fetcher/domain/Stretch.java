package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.fetcher.domain.Check.Fault;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.grandpa.GrandpaJustification;
import dev.runtimebridge.substrate.grandpa.JustificationVerifier;
import dev.runtimebridge.substrate.grandpa.ScheduledChange;
import dev.runtimebridge.substrate.grandpa.Verdict;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Relay-chain headers linked to what the log holds, with a claimed justification of the last.
 *
 * @param headers linked by parent hashes, one or more
 * @param justification of the last header, not verified yet
 */
public record Stretch(List<EncodedHeader> headers, Bytes justification) {

  /** Copies the list. */
  public Stretch {
    headers = List.copyOf(headers);
  }

  /** Checks that {@code headers} follow {@code last} without a gap. */
  public static Check<Stretch> linked(
      ChainPoint last, List<EncodedHeader> headers, Bytes justification) {
    return switch (HeaderChain.follows(last, headers)) {
      case Check.Passed<List<EncodedHeader>>(List<EncodedHeader> all) ->
          new Check.Passed<>(new Stretch(all, justification));
      case Check.Failed<List<EncodedHeader>>(Fault fault, String detail) ->
          new Check.Failed<>(fault, detail);
    };
  }

  /** Position of the first header that announces an authority set. */
  public OptionalInt firstSetChange() {
    for (int i = 0; i < headers.size(); i++) {
      if (ScheduledChange.in(headers.get(i).header()).isPresent()) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** The first {@code size} headers, with a justification of the last of them. */
  public Stretch cut(int size, Bytes justificationThere) {
    return new Stretch(headers.subList(0, size), justificationThere);
  }

  /** What follows the first {@code size} headers. */
  public Optional<Stretch> after(int size) {
    return size == headers.size()
        ? Optional.empty()
        : Optional.of(new Stretch(headers.subList(size, headers.size()), justification));
  }

  /** Verifies the justification; a set change may only be in the last header. */
  public Check<RelaySegment> verified(AuthoritySet authorities) {
    EncodedHeader last = headers.getLast();
    GrandpaJustification claimed;
    try {
      claimed = GrandpaJustification.decode(justification.toByteArray());
    } catch (MalformedScale e) {
      return Check.failed(
          Fault.BAD_JUSTIFICATION,
          "justification of relay %s: %s",
          last.point(),
          String.valueOf(e.getMessage()));
    }
    Verdict verdict =
        JustificationVerifier.verify(claimed, last.hash(), last.number(), authorities);
    return switch (verdict) {
      case Verdict.Invalid(Verdict.Reason reason, String detail) ->
          Check.failed(
              Fault.BAD_JUSTIFICATION,
              "justification of relay %s by authority set %d: %s, %s",
              last.point(),
              authorities.setId(),
              reason,
              detail);
      case Verdict.Valid() -> withNextAuthorities(authorities);
    };
  }

  private Check<RelaySegment> withNextAuthorities(AuthoritySet authorities) {
    OptionalInt change = firstSetChange();
    if (change.isEmpty()) {
      return new Check.Passed<>(new RelaySegment(headers, justification, authorities, authorities));
    }
    EncodedHeader announcing = headers.get(change.getAsInt());
    if (change.getAsInt() != headers.size() - 1) {
      return Check.failed(
          Fault.BAD_JUSTIFICATION,
          "relay %s announces a new authority set, yet set %d is said to finalize #%d",
          announcing.point(),
          authorities.setId(),
          headers.getLast().number());
    }
    ScheduledChange scheduled = ScheduledChange.in(announcing.header()).orElseThrow();
    if (scheduled.delay() != 0) {
      return Check.failed(
          Fault.DELAYED_CHANGE,
          "relay %s announces an authority set after %d more blocks; pRuntime takes only 0, so no"
              + " worker can go beyond it",
          announcing.point(),
          scheduled.delay());
    }
    return new Check.Passed<>(
        new RelaySegment(headers, justification, authorities, authorities.next(scheduled)));
  }
}
