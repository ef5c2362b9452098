package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a runtime type: what its bytes mean, without the type. Immutable, compared by content.
 *
 * <p>{@code Option} and {@code Result} are {@link Variant}s {@code None}, {@code Some}, {@code Ok}
 * and {@code Err}.
 */
public sealed interface Value {
  /** A number of any width, compact or not. */
  record Int(BigInteger value) implements Value {}

  /** True or false. */
  record Bool(boolean value) implements Value {}

  /** A text, or a single character. */
  record Text(String value) implements Value {}

  /** {@code Vec<u8>} and {@code [u8; n]}, hence also accounts, keys and hashes. */
  record Blob(Bytes value) implements Value {}

  /** {@code Vec<T>} and {@code [T; n]} of anything but bytes. */
  record Sequence(List<Value> items) implements Value {
    /** Copies the list. */
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A field; in tuples it has no name. */
  record Field(@Nullable String name, Value value) {}

  /** A struct or a tuple. */
  record Composite(List<Field> fields) implements Value {
    /** Copies the list. */
    public Composite {
      fields = List.copyOf(fields);
    }

    /** The field of this name. */
    public Optional<Value> find(String name) {
      for (Field field : fields) {
        if (name.equals(field.name())) {
          return Optional.of(field.value());
        }
      }
      return Optional.empty();
    }

    /**
     * The field of this name.
     *
     * @throws UnfitValue if there is none
     */
    public Value get(String name) {
      return find(name).orElseThrow(() -> new UnfitValue("no field " + name + " among " + names()));
    }

    /**
     * The field at this place.
     *
     * @throws UnfitValue if there are fewer
     */
    public Value get(int index) {
      if (index < 0 || index >= fields.size()) {
        throw new UnfitValue("no field " + index + " among " + fields.size());
      }
      return fields.get(index).value();
    }

    private List<String> names() {
      return fields.stream().map(field -> String.valueOf(field.name())).toList();
    }
  }

  /** One case of an enum with its fields. */
  record Variant(String name, Composite fields) implements Value {
    /** Whether it is the case of this name. */
    public boolean is(String other) {
      return name.equals(other);
    }

    /** The field of this name; {@link UnfitValue} if there is none. */
    public Value get(String field) {
      return fields.get(field);
    }

    /** The field at this place; {@link UnfitValue} if there are fewer. */
    public Value get(int index) {
      return fields.get(index);
    }
  }

  /**
   * A {@code BitVec}.
   *
   * @param length number of bits
   * @param bits bit i is bit i mod 8, counted from the lowest, of byte i / 8
   */
  record BitString(int length, Bytes bits) implements Value {
    /** Refuses a number of bytes that is not that of the bits. */
    public BitString {
      if (length < 0 || bits.length() != (length + 7L) / 8) {
        throw new IllegalArgumentException(length + " bits are not in " + bits.length() + " bytes");
      }
    }

    /** Whether bit {@code index} is set. */
    public boolean get(int index) {
      Objects.checkIndex(index, length);
      return ((bits.at(index / 8) >> (index % 8)) & 1) == 1;
    }
  }

  /**
   * Bytes of a value that was encoded elsewhere; written as they are, if they are one value of the
   * type that is wanted.
   */
  record Encoded(Bytes value) implements Value {}

  /** A number. */
  static Int of(long value) {
    return new Int(BigInteger.valueOf(value));
  }

  /** A number. */
  static Int of(BigInteger value) {
    return new Int(value);
  }

  /** True or false. */
  static Bool of(boolean value) {
    return new Bool(value);
  }

  /** A text. */
  static Text of(String value) {
    return new Text(value);
  }

  /** Bytes. */
  static Blob of(Bytes value) {
    return new Blob(value);
  }

  /** Bytes, copied. */
  static Blob of(byte[] value) {
    return new Blob(Bytes.of(value));
  }

  /** Several values of one type. */
  static Sequence sequence(List<? extends Value> items) {
    return new Sequence(List.copyOf(items));
  }

  /** Several values of one type. */
  static Sequence sequence(Value... items) {
    return new Sequence(List.of(items));
  }

  /** The value of {@code ()}. */
  static Composite unit() {
    return new Composite(List.of());
  }

  /** A field with a name. */
  static Field field(String name, Value value) {
    return new Field(name, value);
  }

  /** A struct. */
  static Composite struct(Field... fields) {
    return new Composite(List.of(fields));
  }

  /** A tuple. */
  static Composite tuple(Value... items) {
    return new Composite(Arrays.stream(items).map(item -> new Field(null, item)).toList());
  }

  /** A case of an enum whose fields have no names. */
  static Variant variant(String name, Value... items) {
    return new Variant(name, tuple(items));
  }

  /** A case of an enum whose fields have names. */
  static Variant variant(String name, Field first, Field... others) {
    var fields = new ArrayList<Field>();
    fields.add(first);
    fields.addAll(List.of(others));
    return new Variant(name, new Composite(fields));
  }

  /** {@code None}. */
  static Variant none() {
    return variant("None");
  }

  /** {@code Some(value)}. */
  static Variant some(Value value) {
    return variant("Some", value);
  }

  /** {@code Some} of what is there, or {@code None}. */
  static Variant option(Optional<? extends Value> value) {
    return value.map(Value::some).orElseGet(Value::none);
  }

  /** A value that is encoded already. */
  static Encoded encoded(Bytes bytes) {
    return new Encoded(bytes);
  }

  /** The number that this is; {@link UnfitValue} if it is none. */
  default BigInteger asInt() {
    return as(Int.class).value();
  }

  /** The number that this is; {@link UnfitValue} if it is none or larger than a {@code long}. */
  default long asLong() {
    BigInteger value = asInt();
    if (value.bitLength() >= Long.SIZE) {
      throw new UnfitValue(value + " where 64 bits were expected");
    }
    return value.longValue();
  }

  /** Whether this is true; {@link UnfitValue} if it is no bool. */
  default boolean asBool() {
    return as(Bool.class).value();
  }

  /** The text that this is; {@link UnfitValue} if it is none. */
  default String asText() {
    return as(Text.class).value();
  }

  /** The bytes that this is; {@link UnfitValue} if it is none. */
  default Bytes asBytes() {
    return as(Blob.class).value();
  }

  /** The items of this sequence; {@link UnfitValue} if it is none. */
  default List<Value> asItems() {
    return as(Sequence.class).items();
  }

  /** The struct or tuple that this is; {@link UnfitValue} if it is none. */
  default Composite asComposite() {
    return as(Composite.class);
  }

  /** The case of an enum that this is; {@link UnfitValue} if it is none. */
  default Variant asVariant() {
    return as(Variant.class);
  }

  /** What is in this {@code Option}; {@link UnfitValue} if it is none. */
  default Optional<Value> asOption() {
    Variant option = asVariant();
    return switch (option.name()) {
      case "None" -> Optional.empty();
      case "Some" -> Optional.of(option.get(0));
      default -> throw new UnfitValue("variant " + option.name() + " where an Option was expected");
    };
  }

  private <T extends Value> T as(Class<T> kind) {
    if (kind.isInstance(this)) {
      return kind.cast(this);
    }
    throw new UnfitValue(
        "a " + getClass().getSimpleName() + " where a " + kind.getSimpleName() + " was expected");
  }
}
