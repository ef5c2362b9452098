package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ChainIdentity;
import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.ParaBlock;
import dev.runtimebridge.fetcher.domain.ParaHead;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.domain.RelaySegment;
import dev.runtimebridge.fetcher.domain.StateSnapshot;
import dev.runtimebridge.fetcher.domain.WatchedChanges;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.LogException;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.fetcher.port.NodeException.Unavailable;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Parachain blocks that a relay-chain state vouches for, verified. */
final class ParaSource {
  private static final long MOST_BYTES = 64L << 20;

  private final NodePool relay;
  private final NodePool para;
  private final int parallel;
  private final boolean verifyStorageChanges;

  ParaSource(NodePool relay, NodePool para, int parallel, boolean verifyStorageChanges) {
    this.relay = relay;
    this.para = para;
    this.parallel = parallel;
    this.verifyStorageChanges = verifyStorageChanges;
  }

  /** The head that the state of the segment's last header vouches for, if there is one yet. */
  Optional<ParaHead> head(RelaySegment segment, ChainIdentity chains, ChainPoint published)
      throws NoNodeLeft, InterruptedException {
    EncodedHeader at = segment.last();
    List<Bytes> keys = List.of(StorageKeys.paraHead(chains.paraId()));
    return relay.ask(
        node -> {
          List<Bytes> proof = node.readProof(keys, at.hash());
          Optional<ParaHead> head = Verified.of(node, ParaHead.proven(at, chains.paraId(), proof));
          return head.isEmpty()
              ? head
              : Optional.of(Verified.of(node, head.get().notBefore(published)));
        });
  }

  /** Headers after {@code published} up to the head, which they lead to. */
  List<EncodedHeader> headers(ChainPoint published, ParaHead head)
      throws NoNodeLeft, InterruptedException {
    if (head.header().number() == published.number()) {
      return List.of();
    }
    return para.ask(
        node -> {
          long from = published.number() + 1;
          List<Hash256> hashes = node.blockHashes(from, head.header().number() - 1);
          long expected = head.header().number() - from;
          if (hashes.size() != expected) {
            throw new Unavailable(
                ("%s: knows the hashes of only %d of %d parachain blocks from #%d on; it is behind"
                        + " the relay chain, or lost history")
                    .formatted(node.endpoint(), hashes.size(), expected, from));
          }
          List<EncodedHeader> headers = new ArrayList<>(fetch(node, hashes));
          headers.add(head.header());
          return Verified.of(node, head.reachedBy(published, headers));
        });
  }

  private List<EncodedHeader> fetch(ChainNode node, List<Hash256> hashes)
      throws NodeException, InterruptedException {
    // A node is asked for all of them: what it says of one must fit what it says of the next.
    var fetched = new ArrayList<EncodedHeader>(hashes.size());
    var failure = new ArrayList<NodeException>();
    OrderedFetch<Hash256, Optional<EncodedHeader>> headers =
        new OrderedFetch<>(
            parallel, MOST_BYTES, header -> header.map(h -> h.encoded().length()).orElse(0));
    try {
      headers.run(
          hashes,
          hash -> {
            try {
              return Optional.of(node.header(hash));
            } catch (NodeException e) {
              NodePool.stopIfInterrupted();
              synchronized (failure) {
                failure.add(e);
              }
              return Optional.empty();
            }
          },
          header -> header.ifPresent(fetched::add));
    } catch (NoNodeLeft | LogException e) {
      throw new IllegalStateException("neither nodes nor the log are asked here", e);
    }
    synchronized (failure) {
      if (!failure.isEmpty()) {
        throw failure.getFirst();
      }
    }
    return fetched;
  }

  /** Fetches and checks the changes of each block and hands the blocks on in order. */
  void blocks(
      EncodedHeader published,
      List<EncodedHeader> headers,
      ChainIdentity chains,
      long provenAt,
      OrderedFetch.Sink<FetchedBlock> sink)
      throws NoNodeLeft, LogException, InterruptedException {
    var blocks = new OrderedFetch<Integer, FetchedBlock>(parallel, MOST_BYTES, FetchedBlock::size);
    blocks.run(
        IntStream.range(0, headers.size()).boxed().toList(),
        i -> {
          EncodedHeader parent = i == 0 ? published : headers.get(i - 1);
          return block(headers.get(i), parent, chains, provenAt);
        },
        sink);
  }

  private FetchedBlock block(
      EncodedHeader header, EncodedHeader parent, ChainIdentity chains, long provenAt)
      throws NoNodeLeft, InterruptedException {
    return para.ask(
        node -> {
          Bytes encoded = node.storageChanges(header.hash());
          var check = new StorageChangesCheck(node, header, parent, chains.paraStateVersion());
          StorageChanges changes =
              verifyStorageChanges ? check.verify(encoded) : check.decode(encoded);
          WatchedChanges watched = WatchedChanges.in(changes);
          Optional<ParaRuntime> upgrade =
              watched.newCode() ? Optional.of(node.runtime(header.point())) : Optional.empty();
          return new FetchedBlock(new ParaBlock(header, encoded, provenAt), watched, upgrade);
        });
  }

  /** The runtime that stands after {@code block}; no proof of it can be had. */
  ParaRuntime runtime(ChainPoint block) throws NoNodeLeft, InterruptedException {
    return para.ask(node -> node.runtime(block));
  }

  /** The whole state at {@code block}, whose header is verified already. */
  StateSnapshot snapshot(EncodedHeader block) throws NoNodeLeft, InterruptedException {
    return para.ask(
        node -> Verified.of(node, StateSnapshot.verified(block, node.state(block.hash()))));
  }
}
