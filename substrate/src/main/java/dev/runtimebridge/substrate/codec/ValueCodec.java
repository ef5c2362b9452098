package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.metadata.TypeRegistry;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/** Reads and writes values of every type in a registry. Immutable, for all threads. */
public final class ValueCodec {
  private final TypeRegistry types;

  /** A codec for the types of one runtime. */
  public ValueCodec(TypeRegistry types) {
    this.types = types;
  }

  /**
   * Writes a value.
   *
   * @throws UnfitValue if the type has no place for it
   */
  public void encode(int type, Value value, ScaleWriter writer) {
    new ValueWriter(types, writer).write(type, value, 0);
  }

  /** The bytes of a value. */
  public Bytes encode(int type, Value value) {
    ScaleWriter writer = new ScaleWriter();
    encode(type, value, writer);
    return Bytes.of(writer.toByteArray());
  }

  /**
   * Reads a value.
   *
   * @throws MalformedScale if the bytes are none of this type, too deep or of too many parts
   */
  public Value decode(int type, ScaleReader reader) {
    return new ValueParser(types, reader).read(type, 0);
  }

  /** Reads a value that must fill the bytes. */
  public Value decode(int type, Bytes encoded) {
    return ScaleReader.decodeAll(encoded.toByteArray(), reader -> decode(type, reader));
  }

  /** Whether values of the type are encoded in no bytes at all, as the unit type is. */
  public boolean isEmpty(int type) {
    return Wrappers.empty(types, type);
  }
}
