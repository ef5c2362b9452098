package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageState;
import java.util.List;

/**
 * What a log begins with.
 *
 * @param start the relay-chain header that workers start from
 * @param authorities the set that finalizes the header after it
 * @param authorityProof trie nodes that prove the set in the start header's state
 * @param paraHeader of parachain block 0
 * @param paraState the parachain's whole state at block 0
 */
public record Genesis(
    ChainIdentity chains,
    EncodedHeader start,
    AuthoritySet authorities,
    List<Bytes> authorityProof,
    EncodedHeader paraHeader,
    StorageState paraState,
    String relayChainName,
    String paraChainName) {

  /** Copies the list. */
  public Genesis {
    authorityProof = List.copyOf(authorityProof);
  }

  /** SCALE {@code GenesisBlockInfo}, what {@code InitRuntime} takes. */
  public byte[] blockInfo() {
    return new ScaleWriter(4096)
        .bytes(start.encoded().toByteArray())
        .bytes(authorities.encode())
        .list(authorityProof, (out, node) -> node.write(out))
        .toByteArray();
  }

  /** Where a log stands that holds only this. */
  public LogPosition position() {
    return new LogPosition(chains, start.point(), authorities, paraHeader);
  }
}
