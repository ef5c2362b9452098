package dev.runtimebridge.substrate.metadata;

import java.util.List;

/** How a type is made of others; numbers are ids in the {@link TypeRegistry}. */
public sealed interface TypeShape
    permits TypeShape.Struct,
        Variants,
        TypeShape.Sequence,
        TypeShape.Array,
        TypeShape.Tuple,
        TypeShape.Basic,
        TypeShape.Compact,
        TypeShape.Bits {

  /** A struct. */
  record Struct(List<FieldShape> fields) implements TypeShape {
    /** Copies the list. */
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** {@code Vec<T>} and what is encoded like it. */
  record Sequence(int element) implements TypeShape {}

  /** {@code [T; length]}. */
  record Array(long length, int element) implements TypeShape {}

  /** A tuple; that of no elements is the unit type. */
  record Tuple(List<Integer> elements) implements TypeShape {
    /** Copies the list. */
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  /** A number, a bool, a character or a text. */
  record Basic(Primitive primitive) implements TypeShape {}

  /** {@code Compact<T>}. */
  record Compact(int type) implements TypeShape {}

  /** {@code BitVec}. */
  record Bits(int store, int order) implements TypeShape {}
}
