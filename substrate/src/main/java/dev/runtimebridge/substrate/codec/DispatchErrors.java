package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.metadata.PalletMetadata;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.metadata.VariantShape;
import dev.runtimebridge.substrate.metadata.Variants;
import java.util.Optional;

/**
 * Names for {@code DispatchError}. A module's error is {@code {index, error: [u8; 4]}} since 2022
 * and was {@code {index, error: u8}} before; the first byte is the error, the rest its parts' own.
 */
final class DispatchErrors {
  private DispatchErrors() {}

  static CallError named(RuntimeMetadata metadata, Value value) {
    Value.Variant error = value.asVariant();
    if (error.is("Module")) {
      return module(metadata, error);
    }
    boolean finer = error.fields().fields().size() == 1 && error.get(0) instanceof Value.Variant;
    String name = finer ? error.get(0).asVariant().name() : error.name();
    return new CallError(error.name(), "", name, "");
  }

  private static CallError module(RuntimeMetadata metadata, Value.Variant error) {
    Value.Composite module =
        error.fields().find("index").isPresent() ? error.fields() : error.get(0).asComposite();
    int index = (int) module.get("index").asLong();
    int number =
        module.get("error") instanceof Value.Blob blob && !blob.value().isEmpty()
            ? blob.value().at(0)
            : (int) module.get("error").asLong();
    Optional<PalletMetadata> pallet = metadata.pallet(index);
    Optional<VariantShape> named =
        pallet
            .filter(each -> each.errors().isPresent())
            .map(each -> (Variants) metadata.types().shape(each.errors().getAsInt()))
            .flatMap(errors -> errors.at(number));
    return new CallError(
        "Module",
        pallet.map(PalletMetadata::name).orElse("pallet " + index),
        named.map(VariantShape::name).orElse("error " + number),
        named.map(VariantShape::docs).orElse(""));
  }
}
