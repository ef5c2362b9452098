package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * One voter's word that a block and all before it are final.
 *
 * <pre>
 * signed_precommit = 32OCTET 4OCTET 64OCTET 32OCTET   ; target hash, number, signature, id
 * </pre>
 *
 * @param signature exactly 64 bytes, Ed25519 over {@link #payload}
 */
public record SignedPrecommit(
    Hash256 targetHash, long targetNumber, Bytes signature, AuthorityId id) {
  /** Number of bytes. */
  public static final int SIZE = Hash256.SIZE + Integer.BYTES + 64 + AuthorityId.SIZE;

  private static final int SIGNATURE_SIZE = 64;
  private static final int PRECOMMIT = 1;

  /** Refuses a signature of another size. */
  public SignedPrecommit {
    if (signature.length() != SIGNATURE_SIZE) {
      throw new IllegalArgumentException("a signature has 64 bytes, not " + signature.length());
    }
  }

  /**
   * The 53 bytes that a voter signs.
   *
   * <pre>
   * payload = %x01 32OCTET 4OCTET 8OCTET 8OCTET   ; precommit, hash, number, round, set id
   * </pre>
   */
  public static byte[] payload(Hash256 targetHash, long targetNumber, long round, long setId) {
    return new ScaleWriter(53)
        .u8(PRECOMMIT)
        .bytes(targetHash.bytes())
        .u32(targetNumber)
        .u64(round)
        .u64(setId)
        .toByteArray();
  }

  /** Reads one precommit. */
  public static SignedPrecommit read(ScaleReader reader) {
    return new SignedPrecommit(
        Hash256.read(reader),
        reader.u32(),
        Bytes.of(reader.bytes(SIGNATURE_SIZE)),
        AuthorityId.read(reader));
  }

  /** Writes one precommit. */
  public void write(ScaleWriter writer) {
    writer.bytes(targetHash.bytes()).u32(targetNumber).bytes(signature.toByteArray());
    id.write(writer);
  }
}
