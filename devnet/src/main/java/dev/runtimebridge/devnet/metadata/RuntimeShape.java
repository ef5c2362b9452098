package dev.runtimebridge.devnet.metadata;

import dev.runtimebridge.substrate.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A runtime's metadata, and by names where its calls, events and errors stand in it. */
public final class RuntimeShape {
  private final Bytes metadata;
  private final Map<Position, String> calls = new HashMap<>();
  private final Map<String, Position> callsByName = new HashMap<>();
  private final Map<String, Position> events = new HashMap<>();
  private final Map<String, Position> errors = new HashMap<>();

  /** Index of a pallet, and of the call, event or error in it. */
  public record Position(int pallet, int index) {}

  RuntimeShape(Bytes metadata, List<Pallet> pallets) {
    this.metadata = metadata;
    for (Pallet pallet : pallets) {
      put(callsByName, pallet, pallet.callNames());
      put(events, pallet, pallet.eventNames());
      put(errors, pallet, pallet.errorNames());
    }
    callsByName.forEach((name, position) -> calls.put(position, name));
  }

  /** The metadata as {@code state_getMetadata} gives it. */
  public Bytes metadata() {
    return metadata;
  }

  /** The call there, such as {@code PhalaMq.sync_offchain_message}. */
  public Optional<String> call(int pallet, int index) {
    return Optional.ofNullable(calls.get(new Position(pallet, index)));
  }

  /** Where a call is; its name as {@link #call(int, int)} gives it. */
  public Position call(String name) {
    return known(callsByName, name);
  }

  /** Where an event is, such as {@code System.ExtrinsicSuccess}. */
  public Position event(String name) {
    return known(events, name);
  }

  /** Where an error is, such as {@code PhalaMq.BadSequence}. */
  public Position error(String name) {
    return known(errors, name);
  }

  private static void put(Map<String, Position> all, Pallet pallet, List<String> names) {
    for (int index = 0; index < names.size(); index++) {
      all.put(pallet.name() + "." + names.get(index), new Position(pallet.index(), index));
    }
  }

  private static Position known(Map<String, Position> all, String name) {
    Position position = all.get(name);
    if (position == null) {
      throw new IllegalArgumentException("the metadata has no " + name);
    }
    return position;
  }
}
