package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A type of the runtime.
 *
 * @param path where it stands in the source, its own name last; empty for tuples and the like
 * @param parameters ids of the types it is made with, by the parameter's name
 * @param shape how it is made of others
 */
public record RuntimeType(List<String> path, Map<String, Integer> parameters, TypeShape shape) {

  /** Copies list and map. */
  public RuntimeType {
    path = List.copyOf(path);
    parameters = Map.copyOf(parameters);
  }

  /** Its own name; empty for tuples and the like. */
  public String name() {
    return path.isEmpty() ? "" : path.getLast();
  }

  /** Id of the type that stands for the parameter {@code name}. */
  public OptionalInt parameter(String name) {
    Integer type = parameters.get(name);
    return type == null ? OptionalInt.empty() : OptionalInt.of(type);
  }

  static RuntimeType read(ScaleReader reader) {
    List<String> path = reader.list(1, ScaleReader::string);
    Map<String, Integer> parameters = new LinkedHashMap<>();
    for (int left = reader.count(2); left > 0; left--) {
      String name = reader.string();
      reader.option(MetadataReader::typeId).ifPresent(type -> parameters.put(name, type));
    }
    TypeShape shape = shape(reader);
    MetadataReader.skipTexts(reader);
    return new RuntimeType(path, parameters, shape);
  }

  private static TypeShape shape(ScaleReader reader) {
    int kind = reader.u8();
    return switch (kind) {
      case 0 -> new TypeShape.Struct(FieldShape.readAll(reader));
      case 1 -> new Variants(reader.list(4, VariantShape::read));
      case 2 -> new TypeShape.Sequence(MetadataReader.typeId(reader));
      case 3 -> new TypeShape.Array(reader.u32(), MetadataReader.typeId(reader));
      case 4 -> new TypeShape.Tuple(reader.list(1, MetadataReader::typeId));
      case 5 -> new TypeShape.Basic(MetadataReader.choice(reader, Primitive.values(), "primitive"));
      case 6 -> new TypeShape.Compact(MetadataReader.typeId(reader));
      case 7 -> new TypeShape.Bits(MetadataReader.typeId(reader), MetadataReader.typeId(reader));
      default -> throw reader.malformed("a type definition of unknown kind " + kind);
    };
  }
}
