package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The list under {@code System.Events}: phase, event of a pallet, topics. */
final class Events {
  private Events() {}

  static List<EventRecord> decode(RuntimeMetadata metadata, ValueCodec values, Bytes encoded) {
    int type = Items.storage(metadata, "System", "Events").value();
    List<EventRecord> events = new ArrayList<>();
    for (Value each : values.decode(type, encoded).asItems()) {
      events.add(event(each.asComposite()));
    }
    return List.copyOf(events);
  }

  private static EventRecord event(Value.Composite record) {
    Value.Variant phase = record.get("phase").asVariant();
    Value.Variant pallet = record.get("event").asVariant();
    Value.Variant event = pallet.get(0).asVariant();
    OptionalInt extrinsic =
        phase.is("ApplyExtrinsic")
            ? OptionalInt.of((int) phase.get(0).asLong())
            : OptionalInt.empty();
    return new EventRecord(extrinsic, pallet.name(), event.name(), event.fields());
  }
}
