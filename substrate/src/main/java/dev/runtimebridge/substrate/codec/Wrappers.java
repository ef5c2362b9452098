package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.metadata.Primitive;
import dev.runtimebridge.substrate.metadata.TypeRegistry;
import dev.runtimebridge.substrate.metadata.TypeShape;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands inside types that only wrap another. */
final class Wrappers {
  private static final int WRAPPERS = 16;
  private static final int PARTS_LOOKED_AT = 100;

  private Wrappers() {}

  /** The only field without a name of a struct or tuple that has no other. */
  static OptionalInt wrapped(TypeShape shape) {
    return switch (shape) {
      case TypeShape.Struct it
          when it.fields().size() == 1 && it.fields().getFirst().name() == null ->
          OptionalInt.of(it.fields().getFirst().type());
      case TypeShape.Tuple it when it.elements().size() == 1 ->
          OptionalInt.of(it.elements().getFirst());
      default -> OptionalInt.empty();
    };
  }

  /** The number inside of what is compact, however often it is wrapped. */
  static Optional<Primitive> number(TypeRegistry types, int type) {
    TypeShape shape = types.shape(type);
    for (int depth = 0; depth < WRAPPERS; depth++) {
      switch (shape) {
        case TypeShape.Basic it -> {
          return Optional.of(it.primitive()).filter(Primitive::unsignedInteger);
        }
        case TypeShape.Struct it when it.fields().size() == 1 ->
            shape = types.shape(it.fields().getFirst().type());
        case TypeShape.Tuple it when it.elements().size() == 1 ->
            shape = types.shape(it.elements().getFirst());
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** Whether values of the type take no bytes and tell nothing; types too large to see are not. */
  static boolean empty(TypeRegistry types, int type) {
    return empty(types, type, new AtomicInteger(PARTS_LOOKED_AT));
  }

  private static boolean empty(TypeRegistry types, int type, AtomicInteger left) {
    if (left.decrementAndGet() < 0) {
      return false;
    }
    return switch (types.shape(type)) {
      case TypeShape.Struct it ->
          it.fields().stream().allMatch(field -> empty(types, field.type(), left));
      case TypeShape.Tuple it ->
          it.elements().stream().allMatch(element -> empty(types, element, left));
      case TypeShape.Array it -> it.length() == 0 || empty(types, it.element(), left);
      case TypeShape.Compact it -> empty(types, it.type(), left);
      default -> false;
    };
  }
}
