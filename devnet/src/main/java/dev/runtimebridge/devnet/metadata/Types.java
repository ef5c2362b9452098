package dev.runtimebridge.devnet.metadata;

import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A portable type registry: types get numbers as they are added, and one that was added before
 * keeps its number.
 *
 * <pre>
 * type  = path params def docs                  ; path, docs: vec of string; params: vec of name and optional type
 * def   = 0 fields / 1 variants / 2 sequence / 3 array / 4 tuple / 5 primitive / 6 compact
 * field = option-name type option-type-name docs
 * </pre>
 *
 * @see <a href="https://github.com/paritytech/scale-info">scale-info, its portable form</a>
 */
final class Types {
  private final List<byte[]> types = new ArrayList<>();
  private final Map<String, Integer> known = new HashMap<>();
  private final Set<String> reserved = new HashSet<>();

  /** A named field, or an unnamed one with an empty name. */
  record Field(String name, int type) {}

  /** One case of an enum. */
  record Variant(String name, int index, List<Field> fields, List<String> docs) {
    static Variant of(String name, int index, Field... fields) {
      return new Variant(name, index, List.of(fields), List.of());
    }
  }

  /** A type parameter; {@link #NO_TYPE} where only its name is known. */
  record Param(String name, int type) {}

  static final int NO_TYPE = -1;

  static Field field(String name, int type) {
    return new Field(name, type);
  }

  int bool() {
    return primitive(0);
  }

  int text() {
    return primitive(2);
  }

  int u8() {
    return primitive(3);
  }

  int u16() {
    return primitive(4);
  }

  int u32() {
    return primitive(5);
  }

  int u64() {
    return primitive(6);
  }

  int u128() {
    return primitive(7);
  }

  int unit() {
    return tuple();
  }

  int bytes() {
    return sequence(u8());
  }

  int sequence(int item) {
    return add("[" + item + "]", "", List.of(), out -> out.u8(2).compact(item));
  }

  int array(int length, int item) {
    return add(
        "[" + item + ";" + length + "]", "", List.of(), out -> out.u8(3).u32(length).compact(item));
  }

  int tuple(int... items) {
    List<Integer> list = Arrays.stream(items).boxed().toList();
    return add("" + list, "", List.of(), out -> out.u8(4).list(list, ScaleWriter::compact));
  }

  int compact(int type) {
    return add("compact " + type, "", List.of(), out -> out.u8(6).compact(type));
  }

  int option(int type) {
    return add(
        "option " + type,
        "Option",
        List.of(new Param("T", type)),
        out -> {
          out.u8(1).compact(2);
          variant(out, Variant.of("None", 0));
          variant(out, Variant.of("Some", 1, field("", type)));
        });
  }

  /** A struct; the same path gives the same type. */
  int struct(String path, Field... fields) {
    return struct(path, List.of(), fields);
  }

  int struct(String path, List<Param> params, Field... fields) {
    return add(path, path, params, out -> fields(out.u8(0), List.of(fields)));
  }

  /** An enum; the same path gives the same type. */
  int choice(String path, Variant... variants) {
    return choice(path, List.of(), List.of(variants));
  }

  int choice(String path, List<Param> params, List<Variant> variants) {
    return add(path, path, params, out -> out.u8(1).list(variants, Types::variant));
  }

  /** All types with their numbers, as metadata begins with. */
  void write(ScaleWriter out) {
    out.compact(types.size());
    for (int id = 0; id < types.size(); id++) {
      out.compact(id).bytes(types.get(id));
    }
  }

  private int primitive(int kind) {
    return add("primitive " + kind, "", List.of(), out -> out.u8(5).u8(kind));
  }

  /** The number of a type that contains itself; {@link #choice} must describe it later. */
  int reserve(String path) {
    types.add(new byte[0]);
    known.put(path, types.size() - 1);
    reserved.add(path);
    return types.size() - 1;
  }

  private int add(String key, String path, List<Param> params, Consumer<ScaleWriter> def) {
    if (reserved.remove(key)) {
      int id = known.getOrDefault(key, NO_TYPE);
      types.set(id, encode(path, params, def));
      return id;
    }
    return Optional.ofNullable(known.get(key)).orElseGet(() -> append(key, path, params, def));
  }

  private int append(String key, String path, List<Param> params, Consumer<ScaleWriter> def) {
    types.add(encode(path, params, def));
    known.put(key, types.size() - 1);
    return types.size() - 1;
  }

  private static byte[] encode(String path, List<Param> params, Consumer<ScaleWriter> def) {
    var out = new ScaleWriter();
    List<String> segments = path.isEmpty() ? List.of() : List.of(path.split("::"));
    out.list(segments, ScaleWriter::string);
    out.list(
        params,
        (each, param) -> {
          each.string(param.name()).bool(param.type() != NO_TYPE);
          if (param.type() != NO_TYPE) {
            each.compact(param.type());
          }
        });
    def.accept(out);
    out.compact(0);
    return out.toByteArray();
  }

  private static void variant(ScaleWriter out, Variant variant) {
    out.string(variant.name());
    fields(out, variant.fields());
    out.u8(variant.index()).list(variant.docs(), ScaleWriter::string);
  }

  private static void fields(ScaleWriter out, List<Field> fields) {
    out.list(
        fields,
        (each, field) -> {
          each.bool(!field.name().isEmpty());
          if (!field.name().isEmpty()) {
            each.string(field.name());
          }
          each.compact(field.type()).bool(false).compact(0);
        });
  }
}
