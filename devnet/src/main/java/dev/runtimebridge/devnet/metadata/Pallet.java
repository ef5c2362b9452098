package dev.runtimebridge.devnet.metadata;

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

  Pallet constant(String item, int type, byte[] value) {
    var out = new ScaleWriter().string(item).compact(type).byteVec(value);
    constants.add(out.compact(0).toByteArray());
    return this;
  }

  Pallet call(Variant call) {
    calls.add(call);
    return this;
  }

  Pallet event(Variant event) {
    events.add(event);
    return this;
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
    out.list(constants, ScaleWriter::bytes).bool(false).u8(index);
  }

  private Pallet item(String item, boolean optional, ScaleWriter type, byte[] fallback) {
    var out = new ScaleWriter().string(item).u8(optional ? 0 : 1).bytes(type.toByteArray());
    storage.add(out.byteVec(fallback).compact(0).toByteArray());
    return this;
  }

  private static ScaleWriter map(int hasher, int key, int value) {
    return new ScaleWriter().u8(1).compact(1).u8(hasher).compact(key).compact(value);
  }

  private String path(String what) {
    return "pallet_" + name.toLowerCase(Locale.ROOT) + "::pallet::" + what;
  }
}
