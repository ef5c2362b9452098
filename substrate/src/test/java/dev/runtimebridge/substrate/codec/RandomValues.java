package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.metadata.FieldShape;
import dev.runtimebridge.substrate.metadata.Primitive;
import dev.runtimebridge.substrate.metadata.TypeRegistry;
import dev.runtimebridge.substrate.metadata.TypeShape;
import dev.runtimebridge.substrate.metadata.VariantShape;
import dev.runtimebridge.substrate.metadata.Variants;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** Values of any type, small and of no great depth, out of a seed. */
final class RandomValues {
  private static final int DEEP = 8;

  private final TypeRegistry types;
  private final Random random;

  RandomValues(TypeRegistry types, long seed) {
    this.types = types;
    this.random = new Random(seed);
  }

  Value of(int type) {
    return of(type, 0);
  }

  private Value of(int type, int depth) {
    TypeShape shape = types.shape(type);
    OptionalInt wrapped = Wrappers.wrapped(shape);
    if (wrapped.isPresent()) {
      return of(wrapped.getAsInt(), depth + 1);
    }
    return switch (shape) {
      case TypeShape.Struct it -> fields(it.fields(), depth);
      case TypeShape.Tuple it ->
          Value.tuple(
              it.elements().stream().map(each -> of(each, depth + 1)).toArray(Value[]::new));
      case Variants it -> variant(it, depth);
      case TypeShape.Sequence it ->
          items(it.element(), depth > DEEP ? 0 : random.nextInt(3), depth);
      case TypeShape.Array it -> items(it.element(), (int) it.length(), depth);
      case TypeShape.Compact it ->
          Wrappers.number(types, it.type()).map(this::basic).orElseGet(Value::unit);
      case TypeShape.Bits it -> bits(random.nextInt(70));
      case TypeShape.Basic it -> basic(it.primitive());
    };
  }

  /** Whether a type has values at all; {@code Void} has none. */
  boolean exists(int type) {
    return switch (types.shape(type)) {
      case Variants it -> it.all().stream().anyMatch(this::exists);
      case TypeShape.Struct it -> it.fields().stream().noneMatch(field -> isVoid(field.type()));
      default -> true;
    };
  }

  private boolean exists(VariantShape variant) {
    return variant.fields().stream().noneMatch(field -> isVoid(field.type()));
  }

  private boolean isVoid(int type) {
    return types.shape(type) instanceof Variants it && it.all().isEmpty();
  }

  private Value variant(Variants variants, int depth) {
    List<VariantShape> all = variants.all().stream().filter(this::exists).toList();
    VariantShape chosen =
        depth > DEEP
            ? all.stream().min(Comparator.comparingInt(each -> each.fields().size())).orElseThrow()
            : all.get(random.nextInt(all.size()));
    return new Value.Variant(chosen.name(), fields(chosen.fields(), depth));
  }

  private Value.Composite fields(List<FieldShape> shapes, int depth) {
    return new Value.Composite(
        shapes.stream()
            .map(field -> new Value.Field(field.name(), of(field.type(), depth + 1)))
            .toList());
  }

  private Value items(int element, int count, int depth) {
    if (types.shape(element) instanceof TypeShape.Basic it && it.primitive() == Primitive.U8) {
      byte[] bytes = new byte[count];
      random.nextBytes(bytes);
      return Value.of(bytes);
    }
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(of(element, depth + 1));
    }
    return Value.sequence(items);
  }

  private Value basic(Primitive primitive) {
    return switch (primitive) {
      case BOOL -> Value.of(random.nextBoolean());
      case CHAR -> Value.of(Character.toString(0x1f600 + random.nextInt(64)));
      case STR -> Value.of("text " + random.nextInt(100));
      default -> {
        BigInteger any = new BigInteger(8 * primitive.size(), random);
        // As often small as large, for the lengths of compact numbers.
        BigInteger value = any.shiftRight(random.nextInt(8 * primitive.size()));
        yield Value.of(
            primitive.signed()
                ? value.subtract(BigInteger.ONE.shiftLeft(8 * primitive.size() - 1))
                : value);
      }
    };
  }

  private Value bits(int length) {
    byte[] bits = new byte[(length + 7) / 8];
    for (int i = 0; i < length; i++) {
      if (random.nextBoolean()) {
        bits[i / 8] |= (byte) (1 << (i % 8));
      }
    }
    return new Value.BitString(length, Bytes.of(bits));
  }
}
