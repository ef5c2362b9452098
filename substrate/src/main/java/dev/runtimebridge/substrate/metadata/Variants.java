package dev.runtimebridge.substrate.metadata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cases of an enum, found by their byte and by their name without a search. */
public final class Variants implements TypeShape {
  private final List<VariantShape> all;
  private final Map<Integer, VariantShape> byIndex;
  private final Map<String, VariantShape> byName;

  Variants(List<VariantShape> all) {
    this.all = List.copyOf(all);
    this.byIndex = HashMap.newHashMap(all.size());
    this.byName = HashMap.newHashMap(all.size());
    for (VariantShape each : all) {
      if (byIndex.put(each.index(), each) != null || byName.put(each.name(), each) != null) {
        throw new MalformedMetadata(
            "an enum has the variant " + each.name() + " or its index " + each.index() + " twice");
      }
    }
  }

  /** All of them, in the order of the metadata. */
  public List<VariantShape> all() {
    return all;
  }

  /** The one that the byte {@code index} stands for. */
  public Optional<VariantShape> at(int index) {
    return Optional.ofNullable(byIndex.get(index));
  }

  /** The one of this name. */
  public Optional<VariantShape> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
