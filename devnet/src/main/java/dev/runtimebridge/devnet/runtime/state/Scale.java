package dev.runtimebridge.devnet.runtime.state;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How values of one type stand in SCALE.
 *
 * @param writer appends one
 * @param reader takes one
 */
public record Scale<T>(BiConsumer<ScaleWriter, T> writer, Function<ScaleReader, T> reader) {
  /** 32 bytes: an account, a public key. */
  public static final Scale<Bytes> KEY = fixed(32);

  /** Unsigned 32 bit. */
  public static final Scale<Long> U32 = new Scale<>(ScaleWriter::u32, ScaleReader::u32);

  /** Unsigned 64 bit. */
  public static final Scale<Long> U64 = new Scale<>(ScaleWriter::u64, ScaleReader::u64);

  /** Unsigned 128 bit. */
  public static final Scale<BigInteger> U128 = new Scale<>(ScaleWriter::u128, ScaleReader::u128);

  /** Bytes that are encoded already. */
  public static final Scale<Bytes> RAW =
      new Scale<>(
          (out, value) -> out.bytes(value.toByteArray()), in -> Bytes.of(in.bytes(in.remaining())));

  /** Exactly {@code length} bytes. */
  public static Scale<Bytes> fixed(int length) {
    return new Scale<>(
        (out, value) -> out.bytes(value.toByteArray()), in -> Bytes.of(in.bytes(length)));
  }

  /** The bytes of a value. */
  public Bytes encode(T value) {
    var out = new ScaleWriter();
    writer.accept(out, value);
    return Bytes.of(out.toByteArray());
  }

  /** The value in bytes that the runtime has written itself. */
  public T decode(Bytes value) {
    return ScaleReader.decodeAll(value.toByteArray(), reader);
  }
}
