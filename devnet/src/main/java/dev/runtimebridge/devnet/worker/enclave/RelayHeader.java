package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.pruntime.HeaderToSync;
import dev.runtimebridge.substrate.pruntime.HeadersToSync;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A relay-chain header of a request, its hash and what justifies it, computed once for all. */
public record RelayHeader(Header header, Hash256 hash, @Nullable Justification justification) {

  /** Encoded justification with a name to remember the verdict by. */
  public record Justification(Bytes encoded, Hash256 digest) {

    /** A justification of these bytes. */
    public static Justification of(Bytes encoded) {
      return new Justification(encoded, Digests.of(encoded.toByteArray()));
    }
  }

  /** Headers of SCALE {@code HeadersToSync}. */
  public static List<RelayHeader> listOf(byte[] encodedHeaders) {
    return HeadersToSync.decode(encodedHeaders).headers().stream().map(RelayHeader::of).toList();
  }

  private static RelayHeader of(HeaderToSync sent) {
    byte[] encoded = sent.header().toByteArray();
    return new RelayHeader(
        Header.decode(encoded),
        Hashing.blake2b256(encoded),
        sent.justification().map(Justification::of).orElse(null));
  }
}
