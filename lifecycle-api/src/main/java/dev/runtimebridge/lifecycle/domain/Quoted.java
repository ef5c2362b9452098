package dev.runtimebridge.lifecycle.domain;

/** Text of a caller inside a sentence: in quotes, on one line, and not longer than a line. */
public final class Quoted {
  private static final int SHOWN = 80;

  private Quoted() {}

  /** The text in quotes. */
  public static String of(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .limit(SHOWN)
        .forEach(
            point -> {
              if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                quoted.append("\\u%04x".formatted(point));
              } else {
                quoted.appendCodePoint(point);
              }
            });
    if (text.codePointCount(0, text.length()) > SHOWN) {
      quoted.append('…');
    }
    return quoted.append('"').toString();
  }
}
