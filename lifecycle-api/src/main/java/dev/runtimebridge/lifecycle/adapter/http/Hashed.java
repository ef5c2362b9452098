package dev.runtimebridge.lifecycle.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What stands for a secret in memory: its SHA-256. Secrets have 256 random bits, so that how long
 * it takes to look one up by its hash tells nothing about it.
 */
record Hashed(String hex) {
  private static final int BYTES = 32;

  static Hashed of(String secret) {
    return of(secret.getBytes(UTF_8));
  }

  static Hashed of(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Hashed(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A new secret, in characters that need no quotes anywhere. */
  static String newSecret(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
