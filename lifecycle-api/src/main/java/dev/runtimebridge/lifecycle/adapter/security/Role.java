package dev.runtimebridge.lifecycle.adapter.security;

import java.util.Locale;

/** What the holder of a token may do. */
public enum Role {
  /** May read. */
  VIEWER,
  /** May read and change. */
  OPERATOR;

  /** As the token file and the log write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this role may do what {@code needed} may. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }
}
