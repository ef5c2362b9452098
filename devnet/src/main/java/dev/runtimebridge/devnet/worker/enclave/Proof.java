package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/** Trie nodes of a storage proof with a name to remember by what they prove. */
public record Proof(List<Bytes> nodes, Hash256 digest) {

  /** A proof of these nodes. */
  public static Proof of(List<Bytes> nodes) {
    var writer = new ScaleWriter(1024).list(nodes, (out, node) -> node.write(out));
    return new Proof(List.copyOf(nodes), Digests.of(writer.toByteArray()));
  }
}
