package dev.runtimebridge.lifecycle.domain;

import java.util.regex.Pattern;

/** Which names pools and workers may have. */
public final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private Names() {}

  /** The name as it is, or why {@code field} cannot have it. */
  public static Checked<String> check(String field, String name) {
    return NAME.matcher(name).matches()
        ? Checked.valid(name)
        : Checked.invalid(
            "%s %s is no name: expected 1 to 64 of the characters A-Z a-z 0-9 . _ - beginning with a letter or a digit"
                .formatted(field, Quoted.of(name)));
  }
}
