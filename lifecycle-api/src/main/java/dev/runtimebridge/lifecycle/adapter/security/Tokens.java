package dev.runtimebridge.lifecycle.adapter.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One token for each role. The tokens themselves are in no message and no log. */
public final class Tokens {
  private static final int BYTES = 32;

  private final Map<Role, String> byRole;

  private Tokens(Map<Role, String> byRole) {
    this.byRole = new EnumMap<>(byRole);
  }

  /** New tokens of 256 random bits each. */
  static Tokens generate(SecureRandom random) {
    Map<Role, String> tokens = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      tokens.put(role, HexFormat.of().formatHex(bytes));
    }
    return new Tokens(tokens);
  }

  /**
   * Reads lines of a role and its token.
   *
   * @throws IllegalArgumentException if a line is none such or a role is missing
   */
  static Tokens parse(String text) {
    Map<Role, String> tokens = new EnumMap<>(Role.class);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String[] words = line.strip().split(" +", -1);
      if (words.length != 2 || words[1].length() != 2 * BYTES) {
        throw new IllegalArgumentException(
            "line %d is not a role and a token of %d digits".formatted(number, 2 * BYTES));
      }
      tokens.put(role(words[0], number), words[1]);
    }
    if (tokens.size() != Role.values().length) {
      throw new IllegalArgumentException("a line for viewer and one for operator are expected");
    }
    return new Tokens(tokens);
  }

  private static Role role(String word, int line) {
    for (Role role : Role.values()) {
      if (role.text().equals(word.toLowerCase(Locale.ROOT))) {
        return role;
      }
    }
    throw new IllegalArgumentException("line %d names no role".formatted(line));
  }

  /** Lines that {@link #parse} reads. */
  String format() {
    var text = new StringBuilder();
    byRole.forEach((role, token) -> text.append("%s %s%n".formatted(role.text(), token)));
    return text.toString();
  }

  /** The token of {@code role}, for a client that may read the file. */
  public String of(Role role) {
    return Objects.requireNonNull(byRole.get(role));
  }

  /** The role of a token; takes the same time whichever token it is and wherever it differs. */
  public Optional<Role> roleOf(String token) {
    byte[] given = token.getBytes(UTF_8);
    Optional<Role> found = Optional.empty();
    for (var entry : byRole.entrySet()) {
      if (MessageDigest.isEqual(entry.getValue().getBytes(US_ASCII), given)) {
        found = Optional.of(entry.getKey());
      }
    }
    return found;
  }

  /** Nothing of a token is shown. */
  @Override
  public String toString() {
    return "Tokens" + byRole.keySet();
  }
}
