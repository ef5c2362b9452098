package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.List;

/** All types of a runtime by their ids. Every id in it leads to a type of it. */
public final class TypeRegistry {
  private final List<RuntimeType> types;

  TypeRegistry(List<RuntimeType> types) {
    this.types = List.copyOf(types);
    for (int id = 0; id < types.size(); id++) {
      check(id, types.get(id));
    }
  }

  /** Number of types; their ids run from 0. */
  public int size() {
    return types.size();
  }

  /**
   * The type with this id.
   *
   * @throws IndexOutOfBoundsException if there is none; no id out of the same metadata is such
   */
  public RuntimeType type(int id) {
    return types.get(id);
  }

  /** How the type with this id is made. */
  public TypeShape shape(int id) {
    return types.get(id).shape();
  }

  static TypeRegistry read(ScaleReader reader) {
    int count = reader.count(5);
    var types = new RuntimeType[count];
    for (int id = 0; id < count; id++) {
      if (MetadataReader.typeId(reader) != id) {
        throw reader.malformed("a type registry that is out of order after type " + (id - 1));
      }
      types[id] = RuntimeType.read(reader);
    }
    return new TypeRegistry(List.of(types));
  }

  int known(int id, String where) {
    if (id >= types.size()) {
      throw new MalformedMetadata(
          where + " has type " + id + ", the registry only " + types.size() + " types");
    }
    return id;
  }

  private void check(int id, RuntimeType type) {
    String where = "type " + id;
    type.parameters().values().forEach(each -> known(each, where));
    switch (type.shape()) {
      case TypeShape.Struct it -> it.fields().forEach(field -> known(field.type(), where));
      case Variants it ->
          it.all().forEach(each -> each.fields().forEach(field -> known(field.type(), where)));
      case TypeShape.Sequence it -> known(it.element(), where);
      case TypeShape.Array it -> known(it.element(), where);
      case TypeShape.Tuple it -> it.elements().forEach(element -> known(element, where));
      case TypeShape.Compact it -> known(it.type(), where);
      case TypeShape.Bits it -> known(it.order(), where + " of store " + known(it.store(), where));
      case TypeShape.Basic it -> {}
    }
  }
}
