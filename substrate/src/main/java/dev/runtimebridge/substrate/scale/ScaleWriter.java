package dev.runtimebridge.substrate.scale;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes SCALE values one after another into a growing buffer. Not for several threads at once. */
public final class ScaleWriter {
  private byte[] buffer;
  private int size;

  /** An empty writer. */
  public ScaleWriter() {
    this(64);
  }

  /** An empty writer with room for {@code expected} bytes. */
  public ScaleWriter(int expected) {
    buffer = new byte[Math.max(16, expected)];
  }

  /** Unsigned 8 bit. */
  public ScaleWriter u8(int value) {
    return fixed(value, 1);
  }

  /** Unsigned 16 bit. */
  public ScaleWriter u16(int value) {
    return fixed(value, 2);
  }

  /** Unsigned 32 bit. */
  public ScaleWriter u32(long value) {
    return fixed(value, 4);
  }

  /** Unsigned 64 bit, from the bits of a {@code long}. */
  public ScaleWriter u64(long value) {
    return little(value, 8);
  }

  /** Unsigned 128 bit. */
  public ScaleWriter u128(BigInteger value) {
    return bytes(little(value, 16));
  }

  /** One byte, 0 or 1. */
  public ScaleWriter bool(boolean value) {
    return u8(value ? 1 : 0);
  }

  /** A compact integer that is not negative. */
  public ScaleWriter compact(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("compact integers are not negative: " + value);
    }
    if (value < 1 << 6) {
      return little(value << 2, 1);
    }
    if (value < 1 << 14) {
      return little(value << 2 | 1, 2);
    }
    if (value < 1 << 30) {
      return little(value << 2 | 2, 4);
    }
    int length = Math.max(4, (Long.SIZE - Long.numberOfLeadingZeros(value) + 7) / 8);
    return u8((length - 4) << 2 | 3).little(value, length);
  }

  /** A compact integer of up to 536 bits that is not negative. */
  public ScaleWriter compact(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return compact(value.longValueExact());
    }
    int length = (value.bitLength() + 7) / 8;
    if (value.signum() < 0 || length > 67) {
      throw new IllegalArgumentException("no compact integer: " + value);
    }
    return u8((length - 4) << 2 | 3).bytes(little(value, length));
  }

  /** Bytes as they are, without a length. */
  public ScaleWriter bytes(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, buffer, size, value.length);
    size += value.length;
    return this;
  }

  /** {@code Vec<u8>}: compact length, then the bytes. */
  public ScaleWriter byteVec(byte[] value) {
    return compact(value.length).bytes(value);
  }

  /** {@code String}: UTF-8 behind its compact length. */
  public ScaleWriter string(String value) {
    return byteVec(value.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code Vec<T>}. */
  public <T> ScaleWriter list(Collection<T> items, BiConsumer<ScaleWriter, T> item) {
    compact(items.size());
    for (T each : items) {
      item.accept(this, each);
    }
    return this;
  }

  /** {@code Option<T>}. */
  public <T> ScaleWriter option(Optional<T> value, BiConsumer<ScaleWriter, T> item) {
    bool(value.isPresent());
    value.ifPresent(present -> item.accept(this, present));
    return this;
  }

  /** What was written so far, copied. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  private ScaleWriter fixed(long value, int length) {
    if (value >>> (8 * length) != 0) {
      throw new IllegalArgumentException(value + " does not fit in " + length + " unsigned bytes");
    }
    return little(value, length);
  }

  private ScaleWriter little(long value, int length) {
    room(length);
    for (int i = 0; i < length; i++) {
      buffer[size++] = (byte) (value >>> (8 * i));
    }
    return this;
  }

  private void room(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, more)));
    }
  }

  private static byte[] little(BigInteger value, int length) {
    if (value.signum() < 0 || value.bitLength() > 8 * length) {
      throw new IllegalArgumentException(value + " does not fit in " + length + " bytes");
    }
    byte[] out = new byte[length];
    byte[] big = value.toByteArray();
    for (int i = 0; i < big.length && i < length; i++) {
      out[i] = big[big.length - 1 - i];
    }
    return out;
  }
}
