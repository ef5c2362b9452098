package dev.runtimebridge.devnet.runtime;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.extrinsic.DecodedExtrinsic;
import dev.runtimebridge.substrate.extrinsic.ExtrinsicBuilder;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.key.Ed25519;
import dev.runtimebridge.substrate.key.Sr25519;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Verifies signatures, each once: the pool judges a transaction on arrival and again after every
 * block, and its block judges it a last time. Safe for all threads.
 *
 * <p>What is remembered is the hash of all that the verdict depends on, the payload with chain,
 * runtime and era's block among it; so neither a sibling nor a new runtime makes it wrong. Wrong
 * signatures are not remembered: the pool bans those.
 */
final class Signatures {
  private final Map<Hash256, Boolean> verified;
  private final Curves curves;

  /** Computes one signature. */
  @FunctionalInterface
  interface Curves {
    /** Whether the signature stands under the message. */
    boolean verify(DecodedExtrinsic.Signed signed, byte[] message);
  }

  /**
   * Signatures of which none is known yet.
   *
   * @param remembered number of right ones that are remembered, the last used ones
   */
  Signatures(int remembered, Curves curves) {
    this.curves = curves;
    verified =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Hash256, Boolean> eldest) {
            return size() > remembered;
          }
        };
  }

  /** Whether the transaction's signer has signed this payload. */
  boolean verifies(DecodedExtrinsic.Signed signed, Bytes payload) {
    Hash256 question = question(signed, payload);
    synchronized (this) {
      if (verified.get(question) != null) {
        return true;
      }
    }
    boolean right = curves.verify(signed, ExtrinsicBuilder.toSign(payload).toByteArray());
    if (right) {
      synchronized (this) {
        verified.put(question, right);
      }
    }
    return right;
  }

  /** Signatures as accounts of the parachain may make them. */
  static boolean onCurves(DecodedExtrinsic.Signed signed, byte[] message) {
    byte[] key = signed.signer().toByteArray();
    byte[] signature = signed.signature().toByteArray();
    return switch (signed.signatureKind()) {
      case "Sr25519" -> Sr25519.verify(key, message, signature);
      case "Ed25519" -> Ed25519.verify(key, message, signature);
      default -> false;
    };
  }

  private static Hash256 question(DecodedExtrinsic.Signed signed, Bytes payload) {
    var out = new ScaleWriter(256).string(signed.signatureKind());
    out.byteVec(signed.signer().toByteArray()).byteVec(signed.signature().toByteArray());
    return Hashing.blake2b256(out.byteVec(payload.toByteArray()).toByteArray());
  }
}
