package dev.runtimebridge.lifecycle.domain;

import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.STALE_VERSION;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Names the configuration of a pool or worker, so that a change can say which one it was made for.
 * The same configuration has the same name in every process.
 */
public final class Etag {
  private static final int BYTES = 9;
  private static final int LONGEST = 64;
  private static final String FIELD = "change.etag";

  private Etag() {}

  /** What an operator has said of a pool, and who signs for it. */
  public static String of(Pool pool) {
    return name(
        List.of(
            pool.config().toByteArray(),
            pool.operator().map(it -> it.account().toByteArray()).orElse(new byte[0]),
            pool.operator().map(it -> it.proxied().toByteArray()).orElse(new byte[0])));
  }

  /** What an operator has said of a worker, and what it is to do. */
  public static String of(Worker worker) {
    return name(
        List.of(
            worker.config().toByteArray(),
            ByteBuffer.allocate(Integer.BYTES).putInt(worker.state().getTargetValue()).array()));
  }

  /** Whether a change that was made for {@code asked} fits {@code present}; it does if for none. */
  static Checked<String> fresh(String asked, String present, String what) {
    if (asked.length() > LONGEST) {
      return Checked.<String>invalid(
              "etag %s is none: expected the etag of a view".formatted(Quoted.of(asked)))
          .at(FIELD);
    }
    return asked.isEmpty() || asked.equals(present)
        ? Checked.valid(present)
        : Checked.<String>refused(
                STALE_VERSION,
                "%s has changed since it had the etag %s, it has %s now: read it again before changing it"
                    .formatted(what, Quoted.of(asked), present))
            .at(FIELD);
  }

  /** For a call that makes something new, of which nobody can have read an etag. */
  static Checked<String> none(String asked) {
    return asked.isEmpty()
        ? Checked.valid(asked)
        : Checked.<String>invalid(
                "etag %s is given for what is not there yet: leave it out"
                    .formatted(Quoted.of(asked)))
            .at(FIELD);
  }

  // Each part with its length: no two lists of parts have the same bytes.
  private static String name(List<byte[]> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
      }
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest.digest(), BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
