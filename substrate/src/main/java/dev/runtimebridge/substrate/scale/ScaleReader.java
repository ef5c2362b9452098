package dev.runtimebridge.substrate.scale;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads SCALE values one after another from bytes that nobody vouches for.
 *
 * <p>Integers are little-endian. A count or a length is compared with the bytes that are left
 * before anything is allocated, so no input costs more memory than a small multiple of its own
 * size. Not for use by several threads at once.
 *
 * @see <a href="https://docs.polkadot.com/polkadot-protocol/basics/data-encoding/">SCALE codec</a>
 */
public final class ScaleReader {
  private final byte[] input;
  private final int limit;
  private int position;

  private ScaleReader(byte[] input, int from, int limit) {
    this.input = input;
    this.position = from;
    this.limit = limit;
  }

  /** A reader over all of {@code input}; the array must not change while it is read. */
  public static ScaleReader of(byte[] input) {
    return new ScaleReader(input, 0, input.length);
  }

  /** Decodes one value that must fill {@code input} to its last byte. */
  public static <T> T decodeAll(byte[] input, Function<ScaleReader, T> value) {
    ScaleReader reader = of(input);
    T decoded = value.apply(reader);
    reader.end();
    return decoded;
  }

  /** Unsigned 8 bit. */
  public int u8() {
    need(1, "u8");
    return input[position++] & 0xff;
  }

  /** Unsigned 16 bit. */
  public int u16() {
    need(2, "u16");
    return (int) little(2);
  }

  /** Unsigned 32 bit. */
  public long u32() {
    need(4, "u32");
    return little(4);
  }

  /** Unsigned 64 bit in the bits of a {@code long}; use {@link Long#toUnsignedString(long)}. */
  public long u64() {
    need(8, "u64");
    return little(8);
  }

  /** Unsigned 128 bit. */
  public BigInteger u128() {
    return unsigned(bytes(16));
  }

  /** One byte, 0 or 1. */
  public boolean bool() {
    int value = u8();
    if (value > 1) {
      throw malformed("a bool of " + value);
    }
    return value == 1;
  }

  /** A compact integer of up to 536 bits in its shortest form. */
  public BigInteger compact() {
    need(1, "compact");
    int mode = input[position] & 3;
    if (mode != 3) {
      return BigInteger.valueOf(smallCompact(mode));
    }
    return bigCompact();
  }

  /** A compact integer that must fit in 32 bits, as block numbers do. */
  public long compactU32() {
    need(1, "compact");
    int mode = input[position] & 3;
    if (mode != 3) {
      return smallCompact(mode);
    }
    BigInteger value = bigCompact();
    if (value.bitLength() > 32) {
      throw malformed("compact " + value + " where 32 bits were expected");
    }
    return value.longValue();
  }

  /** Compact count of items that take at least {@code minItemSize} bytes each. */
  public int count(int minItemSize) {
    long count = compactU32();
    int room = remaining() / Math.max(1, minItemSize);
    if (count > room) {
      throw malformed("a count of " + count + " with " + remaining() + " bytes left");
    }
    return (int) count;
  }

  /** The next {@code length} bytes, copied. */
  public byte[] bytes(int length) {
    need(length, "byte string");
    byte[] taken = Arrays.copyOfRange(input, position, position + length);
    position += length;
    return taken;
  }

  /** {@code Vec<u8>}: compact length, then the bytes. */
  public byte[] byteVec() {
    return bytes(count(1));
  }

  /** {@code String}: UTF-8 behind its compact length; other bytes are malformed, as in Rust. */
  public String string() {
    byte[] text = byteVec();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      MalformedScale malformed = malformed("a string that is no UTF-8 before");
      malformed.initCause(e);
      throw malformed;
    }
  }

  /** {@code Vec<T>}; {@code minItemSize} is the fewest bytes that an item takes. */
  public <T> List<T> list(int minItemSize, Function<ScaleReader, T> item) {
    int count = count(minItemSize);
    List<T> items = new ArrayList<>(Math.min(count, 1 << 10));
    for (int i = 0; i < count; i++) {
      items.add(item.apply(this));
    }
    return List.copyOf(items);
  }

  /** {@code Option<T>}: 0, or 1 and the value. */
  public <T> Optional<T> option(Function<ScaleReader, T> value) {
    return bool() ? Optional.of(value.apply(this)) : Optional.empty();
  }

  /** Number of bytes read so far. */
  public int position() {
    return position;
  }

  /** Number of bytes not read yet. */
  public int remaining() {
    return limit - position;
  }

  /** The bytes from {@code from} up to the present position, as they came. */
  public byte[] since(int from) {
    return Arrays.copyOfRange(input, from, position);
  }

  /** Refuses bytes that are left over. */
  public void end() {
    if (position != limit) {
      throw malformed(remaining() + " bytes left over");
    }
  }

  /** An error at the present position. */
  public MalformedScale malformed(String what) {
    return new MalformedScale("SCALE input has " + what + " at byte " + position);
  }

  private BigInteger bigCompact() {
    int count = (u8() >> 2) + 4;
    BigInteger value = unsigned(bytes(count));
    boolean shorterFits =
        count == 4 ? value.bitLength() <= 30 : value.bitLength() <= 8 * (count - 1);
    if (shorterFits) {
      throw malformed("a compact integer that is longer than it need be");
    }
    return value;
  }

  private long smallCompact(int mode) {
    int size = 1 << mode;
    need(size, "compact");
    long value = little(size) >>> 2;
    boolean shorterFits = (mode == 1 && value < 1 << 6) || (mode == 2 && value < 1 << 14);
    if (shorterFits) {
      throw malformed("a compact integer that is longer than it need be");
    }
    return value;
  }

  private long little(int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (input[position + i] & 0xffL) << (8 * i);
    }
    position += size;
    return value;
  }

  private void need(int size, String what) {
    if (size < 0 || size > remaining()) {
      throw malformed("an end inside a " + what + " of " + size + " bytes");
    }
  }

  private static BigInteger unsigned(byte[] littleEndian) {
    byte[] big = new byte[littleEndian.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = littleEndian[big.length - 1 - i];
    }
    return new BigInteger(1, big);
  }
}
