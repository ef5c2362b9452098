package dev.runtimebridge.substrate.codec;

/** What hostile bytes or types may ask for at most. */
final class Limits {
  /** Types within types; a runtime's calls may nest, but nobody needs this much. */
  static final int DEPTH = 128;

  /** Values within one value, besides those that its length allows. */
  static final int VALUES = 1_000;

  /** Values for each byte; structs within structs make several of one byte. */
  static final int VALUES_PER_BYTE = 16;

  private Limits() {}
}
