package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.pruntime.GenesisBlockInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request to initialise the runtime, decoded. */
public record InitRequest(
    boolean isParachain,
    Header genesisHeader,
    Hash256 genesisHash,
    AuthoritySet authorities,
    List<Bytes> proof,
    WholeState state,
    boolean debugKey,
    @Nullable Bytes operator,
    @Nullable Bytes attestationProvider) {

  /** A request with the genesis block that SCALE {@code GenesisBlockInfo} describes. */
  public static InitRequest of(
      boolean isParachain,
      byte[] encodedGenesisInfo,
      WholeState state,
      boolean debugKey,
      @Nullable Bytes operator,
      @Nullable Bytes attestationProvider) {
    GenesisBlockInfo info = GenesisBlockInfo.decode(encodedGenesisInfo);
    return new InitRequest(
        isParachain,
        info.decodedHeader(),
        Hashing.blake2b256(info.blockHeader().toByteArray()),
        info.authoritySet(),
        info.proof(),
        state,
        debugKey,
        operator,
        attestationProvider);
  }
}
