package dev.runtimebridge.devnet.metadata;

import dev.runtimebridge.devnet.metadata.Types.Field;
import dev.runtimebridge.devnet.metadata.Types.Variant;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One pallet as metadata describes it, put together item by item.
 *
 * <pre>
 * pallet  = name [storage] [calls] [event] constants [error] index
 * storage = prefix *( name modifier ( 0 type / 1 hashers key value ) default docs )
 * </pre>
 *
 * @see <a href="https://github.com/paritytech/frame-metadata">frame-metadata, v14</a>
 */
final class Pallet {
  private static final int BLAKE2_128_CONCAT = 2;
  private static final int TWOX_64_CONCAT = 5;

  private final String name;
  private final int index;
  private final Types types;
  private final List<byte[]> storage = new ArrayList<>();
  private final List<byte[]> constants = new ArrayList<>();
  private final List<Variant> calls = new ArrayList<>();
  private final List<Variant> events = new ArrayList<>();
  private final List<Variant> errors = new ArrayList<>();

  Pallet(String name, int index, Types types) {
    this.name = name;
    this.index = index;
    this.types = types;
  }

  String name() {
    return name;
  }

  int index() {
    return index;
  }

  /** A value that is always there: {@code fallback} where the state has none. */
  Pallet value(String item, int type, byte[] fallback) {
    return item(item, false, new ScaleWriter().u8(0).compact(type), fallback);
  }

  /** A value that may be absent. */
  Pallet optional(String item, int type) {
    return item(item, true, new ScaleWriter().u8(0).compact(type), new byte[] {0});
  }

  Pallet twoxMap(String item, int key, int value) {
    return item(item, true, map(TWOX_64_CONCAT, key, value), new byte[] {0});
  }

  Pallet twoxMap(String item, int key, int value, byte[] fallback) {
    return item(item, false, map(TWOX_64_CONCAT, key, value), fallback);
  }

  Pallet blakeMap(String item, int key, int value, byte[] fallback) {
    return item(item, false, map(BLAKE2_128_CONCAT, key, value), fallback);
  }

  /** A map of two keys, both behind a Blake2 hash of 128 bits. */
  Pallet blakeDoubleMap(String item, int first, int second, int value) {
    int key = types.tuple(first, second);
    var map = new ScaleWriter().u8(1).compact(2).u8(BLAKE2_128_CONCAT).u8(BLAKE2_128_CONCAT);
    return item(item, true, map.compact(key).compact(value), new byte[] {0});
  }

  Pallet constant(String item, int type, byte[] value) {
    var out = new ScaleWriter().string(item).compact(type).byteVec(value);
    constants.add(out.compact(0).toByteArray());
    return this;
  }

  Pallet call(String call, Field... arguments) {
    calls.add(Variant.of(call, calls.size(), arguments));
    return this;
  }

  Pallet event(String event, Field... fields) {
    events.add(Variant.of(event, events.size(), fields));
    return this;
  }

  Pallet error(String error, String docs) {
    errors.add(new Variant(error, errors.size(), List.of(), List.of(docs)));
    return this;
  }

  List<String> callNames() {
    return names(calls);
  }

  List<String> eventNames() {
    return names(events);
  }

  List<String> errorNames() {
    return names(errors);
  }

  boolean hasCalls() {
    return !calls.isEmpty();
  }

  boolean hasEvents() {
    return !events.isEmpty();
  }

  int callType() {
    return types.choice(path("Call"), List.of(), calls);
  }

  int eventType() {
    return types.choice(path("Event"), List.of(), events);
  }

  void write(ScaleWriter out) {
    out.string(name).bool(!storage.isEmpty());
    if (!storage.isEmpty()) {
      out.string(name).list(storage, ScaleWriter::bytes);
    }
    out.bool(hasCalls());
    if (hasCalls()) {
      out.compact(callType());
    }
    out.bool(hasEvents());
    if (hasEvents()) {
      out.compact(eventType());
    }
    out.list(constants, ScaleWriter::bytes).bool(!errors.isEmpty());
    if (!errors.isEmpty()) {
      out.compact(types.choice(path("Error"), List.of(), errors));
    }
    out.u8(index);
  }

  private Pallet item(String item, boolean optional, ScaleWriter type, byte[] fallback) {
    var out = new ScaleWriter().string(item).u8(optional ? 0 : 1).bytes(type.toByteArray());
    storage.add(out.byteVec(fallback).compact(0).toByteArray());
    return this;
  }

  private static ScaleWriter map(int hasher, int key, int value) {
    return new ScaleWriter().u8(1).compact(1).u8(hasher).compact(key).compact(value);
  }

  private static List<String> names(List<Variant> variants) {
    return variants.stream().map(Variant::name).toList();
  }

  private String path(String what) {
    return "pallet_" + name.toLowerCase(Locale.ROOT) + "::pallet::" + what;
  }
}
