package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.pruntime.ParaHeaders;
import java.util.List;

/** A parachain header of a request with its bytes and its hash, computed once for all workers. */
public record ParaHeader(Header header, Bytes encoded, Hash256 hash) {

  /** Headers of SCALE {@code Vec<Header>}. */
  public static List<ParaHeader> listOf(byte[] encodedHeaders) {
    return ParaHeaders.decode(encodedHeaders).headers().stream().map(ParaHeader::of).toList();
  }

  private static ParaHeader of(Bytes encoded) {
    byte[] bytes = encoded.toByteArray();
    return new ParaHeader(Header.decode(bytes), encoded, Hashing.blake2b256(bytes));
  }
}
