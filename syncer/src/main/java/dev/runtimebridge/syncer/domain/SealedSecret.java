package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;

/**
 * A secret that only the submitter can open.
 *
 * @param keyId for which key it is sealed
 * @param encapsulatedKey of the sealing
 * @param ciphertext the secret, sealed
 */
public record SealedSecret(String keyId, Bytes encapsulatedKey, Bytes ciphertext) {
  /** For which key, and nothing of the secret. */
  @Override
  public String toString() {
    return "SealedSecret[keyId=" + keyId + "]";
  }
}
