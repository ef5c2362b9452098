package dev.runtimebridge.solo.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Exceptions as text. */
final class Traces {
  private Traces() {}

  static String of(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
