package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.metadata.TypeRegistry;
import dev.runtimebridge.substrate.metadata.TypeShape;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * {@code BitVec}: compact number of bits, then elements of the store, little-endian; the first bit
 * of an element is its lowest or its highest.
 *
 * @param width bits in an element
 */
record BitCodec(int width, boolean lowestFirst) {

  static BitCodec of(TypeRegistry types, TypeShape.Bits bits) {
    int width = Wrappers.number(types, bits.store()).map(each -> 8 * each.size()).orElse(8);
    return new BitCodec(width, !types.type(bits.order()).name().equals("Msb0"));
  }

  Value read(ScaleReader reader) {
    long length = reader.compactU32();
    long size = size(length);
    if (size > reader.remaining()) {
      throw reader.malformed(length + " bits announced with " + reader.remaining() + " bytes left");
    }
    byte[] stored = reader.bytes((int) size);
    byte[] bits = new byte[(int) ((length + 7) / 8)];
    for (int i = 0; i < length; i++) {
      int at = position(i);
      if (((stored[at / 8] >> (at % 8)) & 1) == 1) {
        bits[i / 8] |= (byte) (1 << (i % 8));
      }
    }
    return new Value.BitString((int) length, Bytes.of(bits));
  }

  void write(Value value, ScaleWriter writer) {
    if (!(value instanceof Value.BitString bits)) {
      throw new UnfitValue(
          "a " + value.getClass().getSimpleName() + " where a BitString was expected");
    }
    byte[] stored = new byte[(int) size(bits.length())];
    for (int i = 0; i < bits.length(); i++) {
      if (bits.get(i)) {
        int at = position(i);
        stored[at / 8] |= (byte) (1 << (at % 8));
      }
    }
    writer.compact(bits.length()).bytes(stored);
  }

  private long size(long length) {
    return (length + width - 1) / width * (width / 8);
  }

  /** Where bit {@code i} stands, counted through the bytes from the lowest bit of each. */
  private int position(int i) {
    int inElement = i % width;
    return i - inElement + (lowestFirst ? inElement : width - 1 - inElement);
  }
}
