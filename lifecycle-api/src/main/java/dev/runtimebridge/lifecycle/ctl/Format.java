package dev.runtimebridge.lifecycle.ctl;

import java.util.Locale;

/** How answers are printed. */
enum Format {
  /** Columns for people. */
  TABLE,
  /** One value of the API a line. */
  JSON,
  /** One document for each value of the API. */
  YAML,
  /** The columns of the table with a header line. */
  CSV;

  /** Whether it shows values of the API whole, in place of chosen columns. */
  boolean isWhole() {
    return this == JSON || this == YAML;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
