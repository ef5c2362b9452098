package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.hash.Hash256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names bytes by their SHA-256, so that what was found out about them can be found again. */
public final class Digests {
  private Digests() {}

  /** The digest of {@code bytes}. */
  public static Hash256 of(byte[] bytes) {
    return of("", bytes);
  }

  /** The digest of {@code bytes} that mean what {@code kind} says. */
  public static Hash256 of(String kind, byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(kind.getBytes(StandardCharsets.UTF_8));
      return Hash256.of(digest.digest(bytes));
    } catch (NoSuchAlgorithmException error) {
      throw new IllegalStateException("every JDK has SHA-256", error);
    }
  }
}
