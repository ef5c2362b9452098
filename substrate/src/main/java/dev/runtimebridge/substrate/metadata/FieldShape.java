package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a struct or of a variant.
 *
 * @param name as in the runtime's source; absent in tuple structs
 * @param type id of its type
 */
public record FieldShape(@Nullable String name, int type) {

  static FieldShape read(ScaleReader reader) {
    @Nullable String name = reader.option(ScaleReader::string).orElse(null);
    int type = MetadataReader.typeId(reader);
    reader.option(ScaleReader::byteVec); // the name of the type in the source
    MetadataReader.skipTexts(reader);
    return new FieldShape(name, type);
  }

  static List<FieldShape> readAll(ScaleReader reader) {
    return reader.list(4, FieldShape::read);
  }
}
