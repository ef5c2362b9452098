package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.Check;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.RelaySegment;
import dev.runtimebridge.fetcher.domain.Stretch;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.fetcher.port.NodeException.Unverified;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Where a stretch of headers ends for the workers: at its first set change, else within the largest
 * batch, always at a header whose justification the node keeps.
 */
final class SegmentCut {
  /** Nodes keep a justification at multiples of their period, which is 512 unless set otherwise. */
  private static final List<Integer> PERIODS = List.of(512, 256, 64, 16, 8, 1);

  private static final int MOST_PROBES = 128;

  private final int maxBatchHeaders;

  SegmentCut(int maxBatchHeaders) {
    this.maxBatchHeaders = maxBatchHeaders;
  }

  /** The part of {@code stretch} to publish first; its justification is not verified yet. */
  Stretch cut(ChainNode node, Stretch stretch, AuthoritySet authorities) throws NodeException {
    int size = stretch.headers().size();
    OptionalInt change = stretch.firstSetChange();
    int upTo = change.orElse(size - 1) + 1;
    if (upTo > maxBatchHeaders) {
      Optional<Stretch> shorter = withinBatch(node, stretch, authorities);
      if (shorter.isPresent()) {
        return shorter.get();
      }
    }
    return upTo == size ? stretch : atSetChange(node, stretch, upTo);
  }

  private static Stretch atSetChange(ChainNode node, Stretch stretch, int size)
      throws NodeException {
    EncodedHeader announcing = stretch.headers().get(size - 1);
    Bytes justification =
        node.justification(announcing.hash())
            .orElseThrow(
                () ->
                    new Unverified(
                        ("%s: relay %s changes the authority set but is kept without its"
                                + " justification; a node that has verified every block is needed")
                            .formatted(node.endpoint(), announcing.point())));
    return stretch.cut(size, justification);
  }

  private Optional<Stretch> withinBatch(ChainNode node, Stretch stretch, AuthoritySet authorities)
      throws NodeException {
    long first = stretch.headers().getFirst().number();
    long longest = first + maxBatchHeaders - 1;
    int[] sizes =
        PERIODS.stream()
            .mapToLong(period -> longest / period * period)
            .flatMap(number -> java.util.stream.LongStream.of(number, number + 1))
            .filter(number -> number >= first && number <= longest)
            .mapToInt(number -> (int) (number - first) + 1)
            .distinct()
            .toArray();
    for (int size : sizes) {
      Optional<Stretch> cut = justified(node, stretch, size, authorities);
      if (cut.isPresent()) {
        return cut;
      }
    }
    return Optional.empty();
  }

  /** The longest shorter part whose justification holds, looked for from the end backwards. */
  Optional<RelaySegment> earlier(ChainNode node, Stretch stretch, AuthoritySet authorities)
      throws NodeException {
    int longest = stretch.headers().size() - 1;
    int[] sizes = IntStream.rangeClosed(0, longest - 1).map(i -> longest - i).toArray();
    for (int size : IntStream.of(sizes).limit(MOST_PROBES).toArray()) {
      Optional<Stretch> cut = justified(node, stretch, size, authorities);
      if (cut.isPresent()
          && cut.get().verified(authorities) instanceof Check.Passed<RelaySegment>(var segment)) {
        return Optional.of(segment);
      }
    }
    return Optional.empty();
  }

  private static Optional<Stretch> justified(
      ChainNode node, Stretch stretch, int size, AuthoritySet authorities) throws NodeException {
    return node.justification(stretch.headers().get(size - 1).hash())
        .map(justification -> stretch.cut(size, justification))
        .filter(cut -> cut.verified(authorities) instanceof Check.Passed<RelaySegment>);
  }
}
