package dev.runtimebridge.dispatch.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The virtual task of a worker in a round: work that anybody can do again, and no two workers have
 * the same. Part of the contract with workers, with test vectors.
 *
 * <pre>
 * task   = "runtime-bridge/task/1" round seed public-key   ; ASCII, 8 bytes big-endian, 32, 32
 * result = SHA-256, applied 1 000 times to task
 * signed = task result
 * </pre>
 *
 * @param round number of the round
 * @param seed hash of the round's first block
 * @param publicKey the worker's sr25519 key, 64 hexadecimal digits
 */
public record ComputingTask(long round, Seed seed, String publicKey) {
  /** Bytes of a result. */
  public static final int RESULT_LENGTH = 32;

  /** Bytes of a signature. */
  public static final int SIGNATURE_LENGTH = 64;

  private static final byte[] TAG = "runtime-bridge/task/1".getBytes(StandardCharsets.US_ASCII);
  private static final int STEPS = 1_000;
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

  /** Refuses what is no key. */
  public ComputingTask {
    if (!KEY.matcher(publicKey).matches()) {
      throw new IllegalArgumentException("'" + publicKey + "' is no key; give 64 small hex digits");
    }
  }

  /** Whether a signature over a message is that of a key. */
  @FunctionalInterface
  public interface SignatureCheck {
    /** False for a signature of any wrong form, too. */
    boolean holds(byte[] publicKey, byte[] message, byte[] signature);
  }

  /** What a worker's answer comes to. */
  public enum Verdict {
    /** The worker computed. */
    RIGHT,
    /** The worker stands for a result that is not the task's. */
    WRONG,
    /** Anybody may have said this; it counts for nothing. */
    NOT_SIGNED_BY_WORKER,
    /** A result or a signature of another size; it counts for nothing. */
    WRONG_SIZE
  }

  /** Computes. */
  public byte[] result() {
    MessageDigest digest = sha256();
    byte[] value = task(0).array();
    for (int step = 0; step < STEPS; step++) {
      value = digest.digest(value);
    }
    return value;
  }

  /** What a worker signs to stand for a result. */
  public byte[] signed(byte[] result) {
    return task(result.length).put(result).array();
  }

  /** The worker's key. */
  public byte[] publicKeyBytes() {
    return HexFormat.of().parseHex(publicKey);
  }

  /** Judges an answer, however hostile. */
  public Verdict judge(byte[] result, byte[] signature, SignatureCheck check) {
    if (result.length != RESULT_LENGTH || signature.length != SIGNATURE_LENGTH) {
      return Verdict.WRONG_SIZE;
    }
    if (!check.holds(publicKeyBytes(), signed(result), signature)) {
      return Verdict.NOT_SIGNED_BY_WORKER;
    }
    return MessageDigest.isEqual(result, result()) ? Verdict.RIGHT : Verdict.WRONG;
  }

  private ByteBuffer task(int more) {
    byte[] key = publicKeyBytes();
    return ByteBuffer.allocate(TAG.length + Long.BYTES + Seed.LENGTH + key.length + more)
        .put(TAG)
        .putLong(round)
        .put(seed.toBytes())
        .put(key);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException error) {
      throw new IllegalStateException("every JDK has SHA-256", error);
    }
  }
}
