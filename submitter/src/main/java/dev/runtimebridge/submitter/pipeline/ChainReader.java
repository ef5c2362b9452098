package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.submitter.pipeline.ChainRuntime.AccountInfo;
import dev.runtimebridge.submitter.port.NodeException;
import dev.runtimebridge.submitter.port.ParaNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.UnfitValue;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.trie.OrderedRoot;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads blocks of the parachain; what can be checked by hashes is checked. */
final class ChainReader {
  private final Nodes nodes;

  ChainReader(Nodes nodes) {
    this.nodes = nodes;
  }

  /**
   * Finalized blocks in a row.
   *
   * @param blocks ordered, the first one a child of what was asked for
   * @param atHead whether the last one is the last finalized block
   */
  record Stretch(List<CheckedBlock> blocks, boolean atHead) {}

  /** The last finalized block. */
  CheckedBlock finalizedHead() throws NoNodeLeft, InterruptedException {
    return nodes.ask(node -> block(node, node.finalizedHead()));
  }

  /** The finalized block of this number. */
  BlockRef finalized(long number) throws NoNodeLeft, InterruptedException {
    return nodes.ask(
        node -> {
          CheckedBlock head = block(node, node.finalizedHead());
          return head.ref().number() == number ? head.ref() : ancestor(node, head, number).ref();
        });
  }

  /**
   * The finalized blocks that follow {@code from}, at most {@code most}. All is asked of one node:
   * only of its own finalized head is known that its chain up to there is final.
   */
  Stretch finalizedAfter(BlockRef from, int most) throws NoNodeLeft, InterruptedException {
    return nodes.ask(
        node -> {
          CheckedBlock head = block(node, node.finalizedHead());
          var blocks = new ArrayList<CheckedBlock>();
          BlockRef last = from;
          while (blocks.size() < most && last.number() < head.ref().number()) {
            long next = last.number() + 1;
            CheckedBlock block = next == head.ref().number() ? head : ancestor(node, head, next);
            if (!block.header().parentHash().equals(last.hash())) {
              throw new NodeException.Unverified(
                  "%s: finalized block %s has parent %s, expected %s"
                      .formatted(node.endpoint(), block.ref(), block.header().parentHash(), last));
            }
            blocks.add(block);
            last = block.ref();
          }
          return new Stretch(blocks, last.number() >= head.ref().number());
        });
  }

  /**
   * The best chain from the child of {@code root} to its head, oldest first; empty where the node's
   * best chain does not come from there, or only over more than {@code deepest} blocks.
   */
  Optional<List<CheckedBlock>> bestAfter(BlockRef root, int deepest)
      throws NoNodeLeft, InterruptedException {
    return nodes.ask(
        node -> {
          var blocks = new ArrayList<CheckedBlock>();
          Hash256 hash = node.bestHead();
          while (!hash.equals(root.hash())) {
            CheckedBlock block = block(node, hash);
            if (block.ref().number() <= root.number() || blocks.size() >= deepest) {
              return Optional.empty();
            }
            blocks.add(block);
            hash = block.header().parentHash();
          }
          Collections.reverse(blocks);
          return Optional.of(blocks);
        });
  }

  /** Hash of the best block. */
  Hash256 bestHead() throws NoNodeLeft, InterruptedException {
    return nodes.ask(ParaNode::bestHead);
  }

  /** The extrinsics of a block, all of them: the header has their root. */
  List<Bytes> extrinsics(CheckedBlock block) throws NoNodeLeft, InterruptedException {
    return nodes.ask(
        node -> {
          List<Bytes> extrinsics = node.extrinsics(block.ref().hash());
          List<byte[]> items = extrinsics.stream().map(Bytes::toByteArray).toList();
          Hash256 root = block.header().extrinsicsRoot();
          if (!OrderedRoot.of(items, StateVersion.V0).equals(root)
              && !OrderedRoot.of(items, StateVersion.V1).equals(root)) {
            throw new NodeException.Unverified(
                "%s: the extrinsics of block %s do not have the root of its header, %s"
                    .formatted(node.endpoint(), block.ref(), root));
          }
          return extrinsics;
        });
  }

  /** What the state after a block says of an account; a node that tells what is none is dropped. */
  AccountInfo account(ChainRuntime runtime, AccountId account, BlockRef block)
      throws NoNodeLeft, InterruptedException {
    Bytes key = runtime.accountKey(account);
    return nodes.ask(
        node -> {
          try {
            return runtime.account(node.storage(key, block.hash()));
          } catch (MalformedScale | UnfitValue e) {
            throw new NodeException.Unverified(
                "%s: what it tells of account %s at block %s is no account: %s"
                    .formatted(node.endpoint(), account, block, e.getMessage()),
                e);
          }
        });
  }

  /** A value of the state after a block. */
  Optional<Bytes> storage(Bytes key, BlockRef block) throws NoNodeLeft, InterruptedException {
    return nodes.ask(node -> node.storage(key, block.hash()));
  }

  private static CheckedBlock ancestor(ParaNode node, CheckedBlock head, long number)
      throws NodeException {
    Optional<Hash256> hash = node.blockHash(number);
    if (number > head.ref().number() || hash.isEmpty()) {
      throw new NodeException.Refused(
          "%s has no finalized block %d, its last is %s"
              .formatted(node.endpoint(), number, head.ref()));
    }
    return block(node, hash.get());
  }

  private static CheckedBlock block(ParaNode node, Hash256 hash) throws NodeException {
    Header header = node.header(hash);
    if (!header.hash().equals(hash)) {
      throw new NodeException.Unverified(
          "%s: the header that it gives as %s has hash %s"
              .formatted(node.endpoint(), hash, header.hash()));
    }
    return new CheckedBlock(new BlockRef(header.number(), hash), header);
  }
}
