package dev.runtimebridge.lifecycle.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/**
 * What makes a repeated request the same command: one half of the command's id is made of who asks
 * and the key that the caller chose, the other of what is asked. It is a UUID of version 8, so that
 * it can be told from ids that are drawn.
 *
 * @param whose 60 bits of a hash of role and key, in the places of a version 8 UUID
 * @param what 62 bits of a hash of the request
 */
public record CommandKey(long whose, long what) {
  private static final int VERSION = 8;
  private static final int TEXT_LENGTH = 36;
  private static final int VERSION_AT = 14;
  private static final long VERSION_BITS = 0xF000L;
  private static final long VARIANT_BITS = 3L << 62;
  private static final long VARIANT = 2L << 62;

  /**
   * The key of a request.
   *
   * @param request its content without how it is to be made
   */
  static CommandKey of(String role, String key, byte[] request) {
    return marked(hash((role + "\n" + key).getBytes(UTF_8)), hash(request));
  }

  /** The key of one item of this request. */
  public CommandKey item(String place) {
    return marked(hash((whose + "\n" + place).getBytes(UTF_8)), what);
  }

  /** The key that a command's id is made of; none if it was drawn. */
  public static Optional<CommandKey> read(String commandId) {
    // Events are many, and most are caused by something else: look before parsing.
    if (commandId.length() != TEXT_LENGTH || commandId.charAt(VERSION_AT) != '8') {
      return Optional.empty();
    }
    try {
      UUID id = UUID.fromString(commandId);
      return Optional.of(new CommandKey(id.getMostSignificantBits(), id.getLeastSignificantBits()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The command's id. */
  public String id() {
    return new UUID(whose, what).toString();
  }

  private static CommandKey marked(long whose, long what) {
    return new CommandKey(
        (whose & ~VERSION_BITS) | ((long) VERSION << 12), (what & ~VARIANT_BITS) | VARIANT);
  }

  private static long hash(byte[] bytes) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
