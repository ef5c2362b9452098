package dev.runtimebridge.substrate.metadata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cases of an enum, found by their byte and by their name without a search. */
public final class Variants implements TypeShape {
  private final List<VariantShape> all;
  private final @Nullable VariantShape[] byIndex;
  private final Map<String, VariantShape> byName;

  Variants(List<VariantShape> all) {
    this.all = List.copyOf(all);
    this.byIndex = new VariantShape[256];
    this.byName = HashMap.newHashMap(all.size());
    for (VariantShape each : all) {
      boolean taken = byIndex[each.index()] != null || byName.put(each.name(), each) != null;
      if (taken) {
        throw new MalformedMetadata(
            "an enum has the variant " + each.name() + " or its index " + each.index() + " twice");
      }
      byIndex[each.index()] = each;
    }
  }

  /** All of them, in the order of the metadata. */
  public List<VariantShape> all() {
    return all;
  }

  /** The one that the byte {@code index} stands for. */
  public Optional<VariantShape> at(int index) {
    return index < 0 || index > 255 ? Optional.empty() : Optional.ofNullable(byIndex[index]);
  }

  /** The one of this name. */
  public Optional<VariantShape> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
