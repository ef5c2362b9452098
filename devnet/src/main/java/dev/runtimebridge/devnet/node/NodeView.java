package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.DevChain;
import dev.runtimebridge.devnet.rpc.RpcException;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.DigestItem;
import dev.runtimebridge.substrate.header.Header;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The chain as one node sees it: as far as the node has come, with what it has kept, and bent by
 * its faults.
 */
final class NodeView {
  private static final int CLIENT_ERROR = 4003;

  private final Supplier<DevChain> own;
  private final Supplier<DevChain> other;
  private final Supplier<Faults> faults;

  /**
   * A view.
   *
   * @param other the chain that a node on the wrong network follows; asked for only then
   */
  NodeView(Supplier<DevChain> own, Supplier<DevChain> other, Supplier<Faults> faults) {
    this.own = own;
    this.other = other;
    this.faults = faults;
  }

  Faults faults() {
    return faults.get();
  }

  DevChain chain() {
    return faults().wrongChain() ? other.get() : own.get();
  }

  Block best() {
    return reached(chain().best().number());
  }

  Block finalized() {
    return reached(chain().finalized());
  }

  /** The block of a height, if the node has come that far. */
  Optional<Block> block(long number) {
    return number > best().number() ? Optional.empty() : chain().block(number);
  }

  /** A block that may be unknown, the best one by default. */
  Optional<Block> find(Optional<Hash256> hash) {
    return hash.isEmpty()
        ? Optional.of(best())
        : chain().block(hash.get()).filter(block -> block.number() <= best().number());
  }

  /** A block whose state is asked for, the best one by default. */
  Block stateAt(Optional<Hash256> hash) throws RpcException {
    Block block =
        find(hash)
            .orElseThrow(
                () ->
                    new RpcException(
                        CLIENT_ERROR,
                        "Client error: UnknownBlock: Header was not found in the database: "
                            + hash.orElseThrow()));
    if (forgot(block.number())) {
      throw new RpcException(
          CLIENT_ERROR, "Client error: UnknownBlock: State already discarded for " + block.hash());
    }
    return block;
  }

  /** Whether state and body of the block are gone. */
  boolean forgot(long number) {
    long keep = faults().keepBlocks();
    return keep >= 0 && number + keep < finalized().number();
  }

  /** The header as JSON-RPC writes it. */
  Map<String, Object> headerJson(Header header) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("parentHash", parent(header).toString());
    json.put("number", "0x" + Long.toHexString(header.number()));
    json.put("stateRoot", header.stateRoot().toString());
    json.put("extrinsicsRoot", header.extrinsicsRoot().toString());
    List<String> logs = header.digest().stream().map(DigestItem::encode).map(Hex::encode).toList();
    json.put("digest", Map.of("logs", logs));
    return json;
  }

  private Hash256 parent(Header header) {
    if (!faults().wrongParent()) {
      return header.parentHash();
    }
    byte[] altered = header.parentHash().bytes();
    altered[0] ^= 1;
    return Hash256.of(altered);
  }

  private Block reached(long height) {
    long lagging = Math.max(0, height - faults().lagBlocks());
    return chain().block(lagging).orElseThrow();
  }
}
