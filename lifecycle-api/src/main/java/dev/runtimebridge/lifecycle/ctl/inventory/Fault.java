package dev.runtimebridge.lifecycle.ctl.inventory;

/**
 * What is wrong in one place of a document.
 *
 * @param line from 1
 * @param field path or name of the field
 * @param sentence the value, what is wrong with it and what was expected
 */
public record Fault(long line, String field, String sentence) implements Comparable<Fault> {

  @Override
  public int compareTo(Fault other) {
    return Long.compare(line, other.line);
  }

  @Override
  public String toString() {
    return "line %d, %s: %s".formatted(line, field, sentence);
  }
}
