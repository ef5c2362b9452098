package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.fetcher.port.NodeException.Unavailable;
import dev.runtimebridge.fetcher.port.NodeException.Unverified;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The relay-chain header that workers start from: one whose state does not vouch for any parachain
 * block after block 0 yet.
 *
 * @param node of the relay chain
 */
record StartHeader(ChainNode node, long paraId) {

  /**
   * What the parachain's block 1 says: it was built on this relay-chain block, so its parent knows
   * no parachain block for sure.
   *
   * @param para a node of the parachain
   */
  static OptionalLong hint(ChainNode para) throws NodeException {
    Optional<Hash256> first = para.blockHash(1);
    if (first.isEmpty()) {
      throw new Unavailable(
          para.endpoint()
              + ": the parachain has no block 1 yet, which names the relay header to start from; wait"
              + " for it or set bridge.fetcher.relay-start");
    }
    Optional<Bytes> data = para.storage(StorageKeys.VALIDATION_DATA, first.get());
    if (data.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      ScaleReader reader = ScaleReader.of(data.get().toByteArray());
      reader.byteVec();
      return OptionalLong.of(reader.u32() - 1);
    } catch (MalformedScale e) {
      throw new Unverified(
          "%s: ParachainSystem.ValidationData at para %s does not decode: %s; bridge.fetcher.relay-start"
                  .formatted(para.endpoint(), first.get(), e.getMessage())
              + " can be set instead",
          e);
    }
  }

  /** The header that the operator named. */
  EncodedHeader given(long number) throws NodeException {
    long finalized = node.finalizedHead().number();
    if (number > finalized) {
      throw new Unavailable(
          ("%s: bridge.fetcher.relay-start is %d, but the relay chain is finalized only up to #%d;"
                  + " wait for it or set a lower number")
              .formatted(node.endpoint(), number, finalized));
    }
    return at(number);
  }

  /** The header at {@code hint} if that can be, else the last one that will do. */
  EncodedHeader find(OptionalLong hint) throws NodeException {
    long finalized = node.finalizedHead().number();
    if (hint.isPresent()
        && hint.getAsLong() >= 0
        && hint.getAsLong() <= finalized
        && beforeFirstBlock(hint.getAsLong())) {
      return at(hint.getAsLong());
    }
    if (!beforeFirstBlock(0)) {
      throw new Unverified(
          node.endpoint()
              + ": the relay chain vouches for parachain "
              + paraId
              + " from its block 0 on, where workers cannot start; set bridge.fetcher.relay-start");
    }
    long below = 0;
    long above = finalized + 1;
    while (above - below > 1) {
      long middle = (below + above) >>> 1;
      if (beforeFirstBlock(middle)) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return at(below);
  }

  private boolean beforeFirstBlock(long number) throws NodeException {
    Optional<Bytes> head = node.storage(StorageKeys.paraHead(paraId), hash(number));
    try {
      return head.isEmpty()
          || Header.decode(ScaleReader.decodeAll(head.get().toByteArray(), ScaleReader::byteVec))
                  .number()
              == 0;
    } catch (MalformedScale e) {
      // Chain specs give parachains a stub as head, until their first block replaces it.
      return true;
    }
  }

  private EncodedHeader at(long number) throws NodeException {
    EncodedHeader header = node.header(hash(number));
    if (header.number() != number) {
      throw new Unverified(
          "%s: asked for relay #%d, got %s".formatted(node.endpoint(), number, header.point()));
    }
    return header;
  }

  private Hash256 hash(long number) throws NodeException {
    return node.blockHash(number)
        .orElseThrow(
            () ->
                new Unverified(
                    "%s does not know the hash of relay #%d; an archive node is needed"
                        .formatted(node.endpoint(), number)));
  }
}
