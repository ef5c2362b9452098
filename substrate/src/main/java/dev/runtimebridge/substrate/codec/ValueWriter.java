package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.metadata.FieldShape;
import dev.runtimebridge.substrate.metadata.Primitive;
import dev.runtimebridge.substrate.metadata.TypeRegistry;
import dev.runtimebridge.substrate.metadata.TypeShape;
import dev.runtimebridge.substrate.metadata.VariantShape;
import dev.runtimebridge.substrate.metadata.Variants;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** One writing of a value. */
final class ValueWriter {
  private final TypeRegistry types;
  private final ScaleWriter writer;

  ValueWriter(TypeRegistry types, ScaleWriter writer) {
    this.types = types;
    this.writer = writer;
  }

  void write(int type, Value value, int depth) {
    if (depth > Limits.DEPTH) {
      throw new UnfitValue("a value that is more than " + Limits.DEPTH + " types deep");
    }
    if (value instanceof Value.Encoded encoded) {
      encoded(type, encoded.value());
      return;
    }
    TypeShape shape = types.shape(type);
    OptionalInt wrapped = Wrappers.wrapped(shape);
    if (wrapped.isPresent()) {
      write(wrapped.getAsInt(), value, depth + 1);
      return;
    }
    switch (shape) {
      case TypeShape.Basic it -> basic(it.primitive(), value);
      case TypeShape.Struct it -> fields(it.fields(), value.asComposite(), depth);
      case TypeShape.Tuple it -> tuple(it.elements(), value.asComposite(), depth);
      case Variants it -> variant(it, type, value.asVariant(), depth);
      case TypeShape.Sequence it -> sequence(it.element(), value, depth);
      case TypeShape.Array it -> array(it, value, depth);
      case TypeShape.Compact it -> compact(it.type(), value);
      case TypeShape.Bits it -> BitCodec.of(types, it).write(value, writer);
    }
  }

  /**
   * Bytes that were encoded elsewhere must be one value of the type to their last byte: with fewer
   * or more, what stands behind them would be read as something that nobody meant to sign.
   */
  private void encoded(int type, Bytes value) {
    byte[] bytes = value.toByteArray();
    try {
      ScaleReader.decodeAll(bytes, reader -> new ValueParser(types, reader).read(type, 0));
    } catch (MalformedScale malformed) {
      String name = types.type(type).name();
      UnfitValue unfit =
          new UnfitValue(
              "bytes that are no encoded "
                  + (name.isEmpty() ? "type " + type : name)
                  + ": "
                  + malformed.getMessage());
      unfit.initCause(malformed);
      throw unfit;
    }
    writer.bytes(bytes);
  }

  private void fields(List<FieldShape> shapes, Value.Composite composite, int depth) {
    if (shapes.size() != composite.fields().size()) {
      throw new UnfitValue(
          composite.fields().size() + " fields where these belong: " + names(shapes));
    }
    for (int i = 0; i < shapes.size(); i++) {
      FieldShape shape = shapes.get(i);
      Value value = field(shape, composite, i, shapes);
      try {
        write(shape.type(), value, depth + 1);
      } catch (UnfitValue unfit) {
        throw shape.name() == null
            ? unfit
            : new UnfitValue(shape.name() + ": " + unfit.getMessage());
      }
    }
  }

  private static Value field(
      FieldShape shape, Value.Composite composite, int index, List<FieldShape> shapes) {
    Value.Field atIndex = composite.fields().get(index);
    if (atIndex.name() == null || Objects.equals(atIndex.name(), shape.name())) {
      return atIndex.value();
    }
    String name = shape.name();
    if (name == null) {
      throw new UnfitValue("field " + atIndex.name() + " where fields have no names");
    }
    return composite
        .find(name)
        .orElseThrow(() -> new UnfitValue("no field " + name + " of " + names(shapes)));
  }

  private void tuple(List<Integer> elements, Value.Composite composite, int depth) {
    if (elements.size() != composite.fields().size()) {
      throw new UnfitValue(composite.fields().size() + " values for a tuple of " + elements.size());
    }
    for (int i = 0; i < elements.size(); i++) {
      write(elements.get(i), composite.get(i), depth + 1);
    }
  }

  private void variant(Variants variants, int type, Value.Variant value, int depth) {
    VariantShape shape =
        variants
            .named(value.name())
            .orElseThrow(
                () ->
                    new UnfitValue(
                        "no variant " + value.name() + " in " + types.type(type).name()));
    writer.u8(shape.index());
    fields(shape.fields(), value.fields(), depth);
  }

  private void sequence(int element, Value value, int depth) {
    if (isByte(element)) {
      writer.byteVec(value.asBytes().toByteArray());
      return;
    }
    List<Value> items = value.asItems();
    writer.compact(items.size());
    items.forEach(item -> write(element, item, depth + 1));
  }

  private void array(TypeShape.Array array, Value value, int depth) {
    if (isByte(array.element())) {
      Bytes bytes = value.asBytes();
      length(array, bytes.length());
      writer.bytes(bytes.toByteArray());
      return;
    }
    List<Value> items = value.asItems();
    length(array, items.size());
    items.forEach(item -> write(array.element(), item, depth + 1));
  }

  private static void length(TypeShape.Array array, int length) {
    if (array.length() != length) {
      throw new UnfitValue(length + " items for an array of " + array.length());
    }
  }

  private void compact(int type, Value value) {
    if (Wrappers.empty(types, type)) {
      return;
    }
    Primitive number =
        Wrappers.number(types, type)
            .orElseThrow(() -> new UnfitValue("compact type " + type + " is no number"));
    writer.compact(fitting(number, value.asInt()));
  }

  private void basic(Primitive primitive, Value value) {
    switch (primitive) {
      case BOOL -> writer.bool(value.asBool());
      case CHAR -> writer.u32(character(value.asText()));
      case STR -> writer.string(value.asText());
      default -> integer(primitive, fitting(primitive, value.asInt()));
    }
  }

  private void integer(Primitive primitive, BigInteger value) {
    byte[] big = value.toByteArray();
    int sign = value.signum() < 0 ? 0xff : 0;
    for (int i = 0; i < primitive.size(); i++) {
      writer.u8(i < big.length ? big[big.length - 1 - i] & 0xff : sign);
    }
  }

  private static BigInteger fitting(Primitive primitive, BigInteger value) {
    int bits = 8 * primitive.size() - (primitive.signed() ? 1 : 0);
    boolean misfit = value.bitLength() > bits || (value.signum() < 0 && !primitive.signed());
    if (misfit) {
      throw new UnfitValue(value + " does not fit in " + primitive);
    }
    return value;
  }

  private static int character(String text) {
    boolean single = text.codePointCount(0, text.length()) == 1;
    if (!single || Character.getType(text.codePointAt(0)) == Character.SURROGATE) {
      throw new UnfitValue("a text of " + text.length() + " characters for one character");
    }
    return text.codePointAt(0);
  }

  private boolean isByte(int type) {
    return types.shape(type) instanceof TypeShape.Basic it && it.primitive() == Primitive.U8;
  }

  private static String names(List<FieldShape> shapes) {
    return shapes.stream().map(shape -> String.valueOf(shape.name())).toList().toString();
  }
}
