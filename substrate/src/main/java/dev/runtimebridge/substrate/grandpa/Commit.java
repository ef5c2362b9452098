package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * The votes that together make a block final.
 *
 * <pre>
 * commit = 32OCTET 4OCTET compact *signed_precommit   ; target hash, target number
 * </pre>
 */
public record Commit(Hash256 targetHash, long targetNumber, List<SignedPrecommit> precommits) {

  /** Copies the list. */
  public Commit {
    precommits = List.copyOf(precommits);
  }

  /** Reads one commit. */
  public static Commit read(ScaleReader reader) {
    return new Commit(
        Hash256.read(reader),
        reader.u32(),
        reader.list(SignedPrecommit.SIZE, SignedPrecommit::read));
  }

  /** Writes one commit. */
  public void write(ScaleWriter writer) {
    writer
        .bytes(targetHash.bytes())
        .u32(targetNumber)
        .list(precommits, (out, precommit) -> precommit.write(out));
  }
}
