package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.metadata.FieldShape;
import dev.runtimebridge.substrate.metadata.PalletMetadata;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.metadata.VariantShape;
import dev.runtimebridge.substrate.metadata.Variants;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;
import java.util.Map;

/** Calls: the pallet's byte, the call's byte, then the arguments. */
final class Calls {
  private final RuntimeMetadata metadata;
  private final ValueCodec values;

  Calls(RuntimeMetadata metadata, ValueCodec values) {
    this.metadata = metadata;
    this.values = values;
  }

  Bytes encode(String palletName, String callName, Map<String, Value> arguments) {
    PalletMetadata pallet = Items.pallet(metadata, palletName);
    VariantShape call =
        calls(pallet)
            .named(callName)
            .orElseThrow(() -> new NoSuchItem("no call " + callName + " in pallet " + palletName));
    List<Value.Field> fields =
        call.fields().stream()
            .map(field -> argument(palletName + "." + callName, field, arguments))
            .toList();
    if (fields.size() != arguments.size()) {
      throw new UnfitValue(
          palletName
              + "."
              + callName
              + " takes "
              + fields.size()
              + " arguments, not "
              + arguments.keySet());
    }
    ScaleWriter writer = new ScaleWriter();
    writer.u8(pallet.index());
    try {
      int type = pallet.calls().orElseThrow();
      values.encode(type, new Value.Variant(callName, new Value.Composite(fields)), writer);
    } catch (UnfitValue unfit) {
      throw new UnfitValue(palletName + "." + callName + ": " + unfit.getMessage());
    }
    return Bytes.of(writer.toByteArray());
  }

  Value.Variant decode(ScaleReader reader) {
    int index = reader.u8();
    PalletMetadata pallet =
        metadata
            .pallet(index)
            .filter(each -> each.calls().isPresent())
            .orElseThrow(() -> reader.malformed("a call of the unknown pallet " + index));
    return Value.variant(pallet.name(), values.decode(pallet.calls().orElseThrow(), reader));
  }

  private Variants calls(PalletMetadata pallet) {
    if (pallet.calls().isEmpty()) {
      throw new NoSuchItem("no calls in pallet " + pallet.name());
    }
    return (Variants) metadata.types().shape(pallet.calls().getAsInt());
  }

  private static Value.Field argument(String call, FieldShape field, Map<String, Value> arguments) {
    Value value = arguments.get(String.valueOf(field.name()));
    if (value == null) {
      throw new UnfitValue(call + " needs an argument " + field.name());
    }
    return new Value.Field(field.name(), value);
  }
}
