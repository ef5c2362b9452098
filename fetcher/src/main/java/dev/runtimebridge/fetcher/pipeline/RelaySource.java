package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.Check;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.LogPosition;
import dev.runtimebridge.fetcher.domain.RelaySegment;
import dev.runtimebridge.fetcher.domain.Stretch;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.fetcher.port.NodeException.Unverified;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.FinalityProof;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The next relay-chain headers, verified. One thread uses it.
 *
 * <p>A justification that does not hold is first taken for the node's fault, and the next node is
 * asked. If every node keeps the same bad one, as many did at Kusama block 15294837, the batch is
 * cut at an earlier header whose justification holds.
 */
final class RelaySource {
  private static final Logger LOG = LoggerFactory.getLogger(RelaySource.class);

  private final NodePool nodes;
  private final SegmentCut cuts;
  private Optional<Stretch> ahead = Optional.empty();

  RelaySource(NodePool nodes, int maxBatchHeaders) {
    this.nodes = nodes;
    this.cuts = new SegmentCut(maxBatchHeaders);
  }

  private record Suspect(WatchedNode watched, Stretch stretch, String detail) {}

  /** What follows {@code position}; nothing while no node has finalized more. */
  Optional<RelaySegment> next(LogPosition position) throws NoNodeLeft, InterruptedException {
    List<Suspect> suspects = new ArrayList<>();
    boolean reachedTip = false;
    for (WatchedNode watched : nodes.usable()) {
      try {
        Optional<Stretch> stretch = stretch(watched.node(), position.relay());
        if (stretch.isEmpty()) {
          reachedTip = true;
          continue;
        }
        Stretch cut = cuts.cut(watched.node(), stretch.get(), position.authorities());
        switch (cut.verified(position.authorities())) {
          case Check.Passed<RelaySegment>(RelaySegment segment) -> {
            watched.answered();
            suspects.forEach(RelaySource::drop);
            ahead = stretch.get().after(segment.headers().size());
            return Optional.of(segment);
          }
          case Check.Failed<RelaySegment>(Check.Fault fault, String detail)
              when fault == Check.Fault.BAD_JUSTIFICATION ->
              suspects.add(new Suspect(watched, cut, detail));
          case Check.Failed<RelaySegment> failed -> Verified.of(watched.node(), failed);
        }
      } catch (NodeException e) {
        NodePool.stopIfInterrupted();
        watched.report(e);
      }
      ahead = Optional.empty();
    }
    Optional<RelaySegment> recut = recut(suspects, position);
    if (recut.isEmpty() && !reachedTip) {
      throw nodes.noneLeft();
    }
    return recut;
  }

  private Optional<RelaySegment> recut(List<Suspect> suspects, LogPosition position)
      throws InterruptedException {
    for (Suspect suspect : suspects) {
      ChainNode node = suspect.watched().node();
      try {
        Optional<RelaySegment> earlier =
            cuts.earlier(node, suspect.stretch(), position.authorities());
        if (earlier.isPresent()) {
          LOG.warn(
              "batch is cut at another justified header: relay={} endpoint={} error={}",
              earlier.get().last().point(),
              node.endpoint(),
              suspect.detail());
          return earlier;
        }
        drop(suspect);
      } catch (NodeException e) {
        NodePool.stopIfInterrupted();
        suspect.watched().report(e);
      }
    }
    return Optional.empty();
  }

  private static void drop(Suspect suspect) {
    suspect
        .watched()
        .report(new Unverified(suspect.watched().node().endpoint() + ": " + suspect.detail()));
  }

  private Optional<Stretch> stretch(ChainNode node, ChainPoint last) throws NodeException {
    if (ahead.isPresent()
        && ahead.get().headers().getFirst().header().parentHash().equals(last.hash())) {
      return ahead;
    }
    long next = last.number() + 1;
    if (node.finalizedHead().number() < next) {
      return Optional.empty();
    }
    Optional<Bytes> encoded = node.proveFinality(next);
    if (encoded.isEmpty()) {
      return Optional.empty();
    }
    FinalityProof proof = decoded(node, encoded.get());
    EncodedHeader first = node.header(hashOf(node, next));
    List<EncodedHeader> unknown = proof.unknownHeaders().stream().map(EncodedHeader::of).toList();
    List<EncodedHeader> headers = Stream.concat(Stream.of(first), unknown.stream()).toList();
    EncodedHeader target = headers.getLast();
    if (!target.hash().equals(proof.block())) {
      // The newest justification may be older than the headers asked for: nothing new then.
      if (proof.unknownHeaders().isEmpty() && node.header(proof.block()).number() < next) {
        return Optional.empty();
      }
      throw new Unverified(
          "%s: the finality proof for relay #%d is for block %s, its headers end at %s"
              .formatted(node.endpoint(), next, proof.block(), target.point()));
    }
    return Optional.of(Verified.of(node, Stretch.linked(last, headers, proof.justification())));
  }

  private static Hash256 hashOf(ChainNode node, long number) throws NodeException {
    return node.blockHash(number)
        .orElseThrow(
            () ->
                new Unverified(
                    ("%s: finalized beyond relay #%d but does not know its hash; the node lost"
                            + " history, an archive node is needed")
                        .formatted(node.endpoint(), number)));
  }

  private static FinalityProof decoded(ChainNode node, Bytes encoded) throws Unverified {
    try {
      return FinalityProof.decode(encoded.toByteArray());
    } catch (MalformedScale e) {
      throw new Unverified(
          node.endpoint()
              + ": what grandpa_proveFinality gave does not decode as a finality proof: "
              + e.getMessage(),
          e);
    }
  }
}
