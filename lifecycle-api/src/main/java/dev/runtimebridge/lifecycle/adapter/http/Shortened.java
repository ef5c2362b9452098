package dev.runtimebridge.lifecycle.adapter.http;

import org.jspecify.annotations.Nullable;

/** What a caller sent, as far as an answer quotes it. */
final class Shortened {
  private static final int MOST = 200;

  private Shortened() {}

  static String text(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String line = text.lines().findFirst().orElse("");
    return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
  }
}
