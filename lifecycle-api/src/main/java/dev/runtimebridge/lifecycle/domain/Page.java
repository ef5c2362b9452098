package dev.runtimebridge.lifecycle.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Part of a list.
 *
 * @param items in the list's order
 * @param nextToken where the next part begins; empty after the last one
 */
public record Page<T>(List<T> items, String nextToken) {
  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 1_000;
  private static final int LONGEST_TOKEN = 256;

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }

  /** Checks how many a caller asks for; 0 stands for 100. */
  public static Checked<Integer> size(String field, int asked) {
    if (asked == 0) {
      return Checked.valid(DEFAULT_SIZE);
    }
    return asked < 0 || asked > LARGEST_SIZE
        ? Checked.<Integer>invalid(
                "%s %s is out of range: expected 1 to %d, or 0 for %d"
                    .formatted(field, Integer.toUnsignedString(asked), LARGEST_SIZE, DEFAULT_SIZE))
            .at(field)
        : Checked.valid(asked);
  }

  /** The key after which the part begins that {@code token} stands for; empty for the first. */
  public static Checked<String> after(String token) {
    if (token.length() <= LONGEST_TOKEN) {
      try {
        return Checked.valid(new String(Base64.getUrlDecoder().decode(token), UTF_8));
      } catch (IllegalArgumentException e) {
        return badToken(token);
      }
    }
    return badToken(token);
  }

  /** A token that no list gave; of the field {@code page_token}. */
  public static <T> Checked<T> badToken(String token) {
    return Checked.invalid(
        "page_token %s is none: expected the next_page_token of an earlier answer, or nothing"
            .formatted(Quoted.of(token)));
  }

  /** The first {@code size} of {@code rest}, each with the key that a token is made of. */
  public static <T> Page<T> of(Iterator<T> rest, int size, Function<T, String> key) {
    var items = new ArrayList<T>(Math.min(size, DEFAULT_SIZE));
    while (rest.hasNext() && items.size() < size) {
      items.add(rest.next());
    }
    return new Page<>(items, rest.hasNext() ? token(key.apply(items.getLast())) : "");
  }

  /** The token of a place in a list. */
  public static String token(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
  }
}
