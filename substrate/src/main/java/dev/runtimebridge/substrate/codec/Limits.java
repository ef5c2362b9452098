package dev.runtimebridge.substrate.codec;

/** What hostile bytes or types may ask for at most. */
final class Limits {
  /** Types within types; a runtime's calls may nest, but nobody needs this much. */
  static final int DEPTH = 128;

  /** Values within one value; the largest batch of calls has a tenth of it. */
  static final int VALUES = 2_000_000;

  private Limits() {}
}
