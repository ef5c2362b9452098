package dev.runtimebridge.lifecycle.alert;

/** Words of others inside a sentence: on one line and not too long. */
final class Line {
  private static final int LONGEST = 300;

  private Line() {}

  static String of(String text) {
    var line = new StringBuilder(Math.min(text.length(), LONGEST + 1));
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            point -> {
              boolean shown =
                  !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT;
              line.appendCodePoint(shown ? point : ' ');
            });
    if (text.codePointCount(0, text.length()) > LONGEST) {
      line.append('…');
    }
    return line.toString().strip();
  }
}
