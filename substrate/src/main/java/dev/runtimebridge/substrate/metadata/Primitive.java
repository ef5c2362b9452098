package dev.runtimebridge.substrate.metadata;

/** The types that are made of no others, in the order of their indices in metadata. */
public enum Primitive {
  /** One byte, 0 or 1. */
  BOOL(1, false),
  /** A Unicode scalar value in four bytes. */
  CHAR(4, false),
  /** UTF-8 behind its compact length. */
  STR(1, false),
  /** Unsigned 8 bit. */
  U8(1, false),
  /** Unsigned 16 bit. */
  U16(2, false),
  /** Unsigned 32 bit. */
  U32(4, false),
  /** Unsigned 64 bit. */
  U64(8, false),
  /** Unsigned 128 bit. */
  U128(16, false),
  /** Unsigned 256 bit. */
  U256(32, false),
  /** Signed 8 bit. */
  I8(1, true),
  /** Signed 16 bit. */
  I16(2, true),
  /** Signed 32 bit. */
  I32(4, true),
  /** Signed 64 bit. */
  I64(8, true),
  /** Signed 128 bit. */
  I128(16, true),
  /** Signed 256 bit. */
  I256(32, true);

  private final int size;
  private final boolean signed;

  Primitive(int size, boolean signed) {
    this.size = size;
    this.signed = signed;
  }

  /** Number of bytes; for a string the fewest. */
  public int size() {
    return size;
  }

  /** Whether negative values have a place in it. */
  public boolean signed() {
    return signed;
  }

  /** Whether it is a number without a sign, which is what can be compact. */
  public boolean unsignedInteger() {
    return switch (this) {
      case U8, U16, U32, U64, U128, U256 -> true;
      default -> false;
    };
  }
}
