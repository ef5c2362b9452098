package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.substrate.hash.Hash256;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one request is.
 *
 * <pre>
 *   QUEUED ──► LIVE ──► ENDED  (finalized)
 *     ▲  │      │
 *     │  └──────┼─────► ENDED  (refused)
 *     └─────────┘ its transaction died
 * </pre>
 *
 * @param queuedAt offset of the journal's first event of it
 * @param offset place in the log of requests; below 0 until it was read since the start
 * @param seenAt its last place there, where it came more than once; below 0 until it was read
 * @param request what it asks for; absent until it was read and once it has ended
 * @param deaths how many transactions that carried it died for a reason that may last
 * @param lastDead the last one that died
 * @param lastWords what the node said of that one; empty if it took it
 * @param waitsFor why it does not go on, as it was told; empty if it was not, or has gone on
 */
record Standing(
    Phase phase,
    long queuedAt,
    long offset,
    long seenAt,
    @Nullable Request request,
    int deaths,
    Optional<Hash256> lastDead,
    String lastWords,
    String waitsFor) {

  /** What becomes of the request. */
  enum Phase {
    /** No transaction carries it. */
    QUEUED,
    /** A transaction that may land carries it. */
    LIVE,
    /** Nothing is done for it any more. */
    ENDED
  }

  static Standing queued(long queuedAt) {
    return new Standing(Phase.QUEUED, queuedAt, -1, -1, null, 0, Optional.empty(), "", "");
  }

  Standing live() {
    return new Standing(
        Phase.LIVE, queuedAt, offset, seenAt, request, deaths, lastDead, lastWords, "");
  }

  Standing end() {
    return new Standing(
        Phase.ENDED, queuedAt, offset, seenAt, null, deaths, Optional.empty(), "", "");
  }

  Standing read(Request body) {
    @Nullable Request needed = ended() ? null : body;
    long place = body.offset();
    return new Standing(
        phase, queuedAt, place, place, needed, deaths, lastDead, lastWords, waitsFor);
  }

  /** The same, come once more. */
  Standing again(long place) {
    long last = Math.max(seenAt, place);
    return new Standing(
        phase, queuedAt, offset, last, request, deaths, lastDead, lastWords, waitsFor);
  }

  Standing died(Hash256 transaction, boolean counts, String words) {
    int count = deaths + (counts ? 1 : 0);
    var dead = Optional.of(transaction);
    return new Standing(
        Phase.QUEUED, queuedAt, offset, seenAt, request, count, dead, words, waitsFor);
  }

  Standing waits(String words) {
    return new Standing(
        phase, queuedAt, offset, seenAt, request, deaths, lastDead, lastWords, words);
  }

  boolean ended() {
    return phase == Phase.ENDED;
  }

  boolean unread() {
    return offset < 0;
  }
}
