package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.syncer.domain.Step.AwaitLog;
import dev.runtimebridge.syncer.domain.Step.DispatchBlocks;
import dev.runtimebridge.syncer.domain.Step.SyncHeaders;
import dev.runtimebridge.syncer.domain.Step.SyncParaHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Chooses the next request from pRuntime's counters and the log, and from nothing else.
 *
 * <p>What pRuntime asks of a batch: relay-chain headers end at a justified one and at each that
 * changes the authority set; parachain headers end exactly at the head that the last relay-chain
 * header proves; blocks are dispatched only below {@code para_headernum}. Batches are cut on an
 * absolute grid, so that workers at different heights soon ask for the same requests.
 *
 * @param maxRelayHeaders size of the grid's cells of relay-chain headers
 * @param maxParaBlocks size of the grid's cells of blocks
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/api/src/storage_sync.rs">storage_sync.rs</a>
 */
public record SyncPlan(int maxRelayHeaders, int maxParaBlocks) {
  /** Refuses cells of no size. */
  public SyncPlan {
    if (maxRelayHeaders < 1 || maxParaBlocks < 1) {
      throw new IllegalArgumentException(
          "batches of %d headers and %d blocks".formatted(maxRelayHeaders, maxParaBlocks));
    }
  }

  /**
   * The next request.
   *
   * @param waitingForParaheaders whether pRuntime can still take parachain headers for the
   *     relay-chain header that it took last
   * @param refusedEnds relay-chain headers whose justification this worker has refused
   */
  public Step next(Heights at, boolean waitingForParaheaders, LogView log, Set<Long> refusedEnds) {
    return paraHeaders(at, waitingForParaheaders, log)
        .or(() -> dispatch(at, log))
        .or(() -> headers(at, log, refusedEnds))
        .orElseGet(AwaitLog::new);
  }

  private Optional<Step> paraHeaders(Heights at, boolean waiting, LogView log) {
    long last = at.nextRelayHeader() - 1;
    if (!waiting || last < 0 || last > log.reach().publishedRelay()) {
      return Optional.empty();
    }
    OptionalLong head = head(log.relayMarks(last, last));
    return head.isPresent()
            && head.getAsLong() >= at.nextParaHeader()
            && head.getAsLong() <= log.reach().publishedPara()
        ? Optional.of(new SyncParaHeaders(at.nextParaHeader(), head.getAsLong(), last))
        : Optional.empty();
  }

  private Optional<Step> dispatch(Heights at, LogView log) {
    long from = at.nextParaBlock();
    long proven = Math.min(at.nextParaHeader() - 1, log.reach().publishedPara());
    return from <= proven
        ? Optional.of(new DispatchBlocks(from, Math.min(proven, cellEnd(from, maxParaBlocks))))
        : Optional.empty();
  }

  private Optional<Step> headers(Heights at, LogView log, Set<Long> refusedEnds) {
    long from = at.nextRelayHeader();
    return cut(from, log, refusedEnds)
        .map(
            end -> {
              long paraTo = end.paraHead().orElse(-1);
              return new SyncHeaders(from, end.number(), at.nextParaHeader(), paraTo);
            });
  }

  private Optional<RelayMark> cut(long from, LogView log, Set<Long> refusedEnds) {
    long published = log.reach().publishedRelay();
    List<RelayMark> refused = new ArrayList<>();
    Optional<RelayMark> best = Optional.empty();
    for (long start = from; start <= published && best.isEmpty(); ) {
      long end = Math.min(published, cellEnd(start, maxRelayHeaders));
      for (RelayMark mark : log.relayMarks(start, end)) {
        if (canEnd(mark, log)) {
          if (refusedEnds.contains(mark.number())) {
            refused.add(mark);
          } else {
            best = Optional.of(mark);
          }
        }
        if (mark.changesSet()) {
          return best.or(() -> refused.stream().reduce((earlier, later) -> later));
        }
      }
      start = end + 1;
    }
    return best.or(() -> refused.stream().reduce((earlier, later) -> later));
  }

  private static boolean canEnd(RelayMark mark, LogView log) {
    return mark.justified() && mark.paraHead().orElse(-1) <= log.reach().publishedPara();
  }

  private static OptionalLong head(List<RelayMark> marks) {
    return marks.isEmpty() ? OptionalLong.empty() : marks.getLast().paraHead();
  }

  private static long cellEnd(long number, int size) {
    return number / size * size + size - 1;
  }
}
