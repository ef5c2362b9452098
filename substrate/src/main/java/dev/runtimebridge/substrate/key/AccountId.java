package dev.runtimebridge.substrate.key;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * Who holds, signs and pays on the chain: {@code AccountId32}, for an sr25519 account its public
 * key.
 */
public record AccountId(Bytes bytes) {
  /** Number of bytes. */
  public static final int SIZE = 32;

  /** Refuses anything but 32 bytes. */
  public AccountId {
    if (bytes.length() != SIZE) {
      throw new IllegalArgumentException(
          "an account has " + SIZE + " bytes, these are " + bytes.length() + ": " + bytes);
    }
  }

  /** The account of 32 {@code bytes}. */
  public static AccountId of(byte[] bytes) {
    return new AccountId(Bytes.of(bytes));
  }

  /** The account that hexadecimal {@code text} names, with or without {@code 0x}. */
  public static AccountId fromHex(String text) {
    return new AccountId(Bytes.fromHex(text));
  }

  /** Reads 32 bytes. */
  public static AccountId read(ScaleReader reader) {
    return of(reader.bytes(SIZE));
  }

  /** Writes the 32 bytes. */
  public void write(ScaleWriter writer) {
    writer.bytes(bytes.toByteArray());
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** Hexadecimal text led by {@code 0x}. */
  @Override
  public String toString() {
    return bytes.hex();
  }
}
