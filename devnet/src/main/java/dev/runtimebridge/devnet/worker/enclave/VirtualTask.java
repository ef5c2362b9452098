package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A task that a worker was drawn for, as docs/dispatch.md has it: written from there, so that the
 * bridge's own reckoning is checked by another.
 *
 * @param round number of the round
 * @param seed hash of its first block, 32 bytes
 */
public record VirtualTask(long round, Bytes seed) {
  private static final int STEPS = 1_000;

  /**
   * What a worker says of it.
   *
   * @param result 32 bytes
   * @param signature over task and result
   */
  public record Answer(Bytes result, Bytes signature) {}

  /** Computes and signs; a worker that computes wrongly signs another result. */
  public Answer answer(Identity worker, boolean wrongly) {
    byte[] task = task(worker);
    byte[] result = task;
    for (int step = 0; step < STEPS; step++) {
      result = sha256(result);
    }
    if (wrongly) {
      result = sha256(result);
    }
    byte[] signed = ByteBuffer.allocate(task.length + result.length).put(task).put(result).array();
    return new Answer(Bytes.of(result), Bytes.of(worker.sign(signed)));
  }

  private byte[] task(Identity worker) {
    byte[] tag = "runtime-bridge/task/1".getBytes(StandardCharsets.US_ASCII);
    byte[] key = worker.publicKey().toByteArray();
    return ByteBuffer.allocate(tag.length + Long.BYTES + seed.length() + key.length)
        .put(tag)
        .putLong(round)
        .put(seed.toByteArray())
        .put(key)
        .array();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException error) {
      throw new IllegalStateException("every JDK has SHA-256", error);
    }
  }
}
