package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.metadata.FieldShape;
import dev.runtimebridge.substrate.metadata.Primitive;
import dev.runtimebridge.substrate.metadata.TypeRegistry;
import dev.runtimebridge.substrate.metadata.TypeShape;
import dev.runtimebridge.substrate.metadata.VariantShape;
import dev.runtimebridge.substrate.metadata.Variants;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One reading of a value: counts what it has made, so that no input makes it make too much. */
final class ValueParser {
  private final TypeRegistry types;
  private final ScaleReader reader;
  private final long most;
  private int made;

  ValueParser(TypeRegistry types, ScaleReader reader) {
    this.types = types;
    this.reader = reader;
    this.most = Limits.VALUES + (long) Limits.VALUES_PER_BYTE * reader.remaining();
  }

  Value read(int type, int depth) {
    if (depth > Limits.DEPTH) {
      throw reader.malformed("a value that is more than " + Limits.DEPTH + " types deep");
    }
    if (++made > most) {
      throw reader.malformed("a value of more than " + most + " parts");
    }
    TypeShape shape = types.shape(type);
    OptionalInt wrapped = Wrappers.wrapped(shape);
    if (wrapped.isPresent()) {
      return read(wrapped.getAsInt(), depth + 1);
    }
    return switch (shape) {
      case TypeShape.Basic it -> basic(it.primitive());
      case TypeShape.Struct it -> fields(it.fields(), depth);
      case TypeShape.Tuple it -> tuple(it, depth);
      case Variants it -> variant(it, depth);
      case TypeShape.Sequence it -> items(it.element(), reader.compactU32(), depth);
      case TypeShape.Array it -> items(it.element(), it.length(), depth);
      case TypeShape.Compact it -> compact(it.type());
      case TypeShape.Bits it -> BitCodec.of(types, it).read(reader);
    };
  }

  private Value items(int element, long count, int depth) {
    if (isByte(element)) {
      if (count > reader.remaining()) {
        throw reader.malformed(count + " bytes announced with " + reader.remaining() + " left");
      }
      return Value.of(Bytes.of(reader.bytes((int) count)));
    }
    if (count > most - made) {
      throw reader.malformed("a value of more than " + most + " parts");
    }
    List<Value> items = new ArrayList<>((int) Math.min(count, reader.remaining()));
    for (long i = 0; i < count; i++) {
      items.add(read(element, depth + 1));
    }
    return new Value.Sequence(items);
  }

  private Value.Composite fields(List<FieldShape> shapes, int depth) {
    List<Value.Field> fields = new ArrayList<>(shapes.size());
    for (FieldShape field : shapes) {
      fields.add(new Value.Field(field.name(), read(field.type(), depth + 1)));
    }
    return new Value.Composite(fields);
  }

  private Value.Composite tuple(TypeShape.Tuple tuple, int depth) {
    List<Value.Field> fields = new ArrayList<>(tuple.elements().size());
    for (int element : tuple.elements()) {
      fields.add(new Value.Field(null, read(element, depth + 1)));
    }
    return new Value.Composite(fields);
  }

  private Value variant(Variants variants, int depth) {
    int index = reader.u8();
    Optional<VariantShape> variant = variants.at(index);
    if (variant.isEmpty()) {
      throw reader.malformed("an enum with the unknown variant " + index);
    }
    return new Value.Variant(variant.get().name(), fields(variant.get().fields(), depth));
  }

  private Value compact(int type) {
    Optional<Primitive> number = Wrappers.number(types, type);
    if (number.isEmpty()) {
      if (Wrappers.empty(types, type)) {
        return Value.unit();
      }
      throw reader.malformed("a compact type " + type + " that is no number");
    }
    BigInteger value = reader.compact();
    if (value.bitLength() > 8 * number.get().size()) {
      throw reader.malformed("compact " + value + " for a " + number.get());
    }
    return Value.of(value);
  }

  private Value basic(Primitive primitive) {
    return switch (primitive) {
      case BOOL -> Value.of(reader.bool());
      case CHAR -> character(reader.u32());
      case STR -> Value.of(reader.string());
      case U8 -> Value.of(reader.u8());
      case U16 -> Value.of(reader.u16());
      case U32 -> Value.of(reader.u32());
      default -> integer(reader.bytes(primitive.size()), primitive.signed());
    };
  }

  private Value character(long scalar) {
    boolean surrogate = scalar >= Character.MIN_SURROGATE && scalar <= Character.MAX_SURROGATE;
    if (scalar > Character.MAX_CODE_POINT || surrogate) {
      throw reader.malformed("a character of number " + scalar);
    }
    return Value.of(Character.toString((int) scalar));
  }

  private boolean isByte(int type) {
    return types.shape(type) instanceof TypeShape.Basic it && it.primitive() == Primitive.U8;
  }

  private static Value integer(byte[] littleEndian, boolean signed) {
    for (int i = 0, j = littleEndian.length - 1; i < j; i++, j--) {
      byte swapped = littleEndian[i];
      littleEndian[i] = littleEndian[j];
      littleEndian[j] = swapped;
    }
    return Value.of(signed ? new BigInteger(littleEndian) : new BigInteger(1, littleEndian));
  }
}
