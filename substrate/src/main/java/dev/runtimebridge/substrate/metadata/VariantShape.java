package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.List;

/**
 * One case of an enum: a call, an event, an error or any other.
 *
 * @param index the byte that stands for it
 * @param docs the comment in the runtime's source, one text of all its lines
 */
public record VariantShape(String name, int index, List<FieldShape> fields, String docs) {

  /** Copies the list. */
  public VariantShape {
    fields = List.copyOf(fields);
  }

  static VariantShape read(ScaleReader reader) {
    String name = reader.string();
    List<FieldShape> fields = FieldShape.readAll(reader);
    int index = reader.u8();
    return new VariantShape(name, index, fields, MetadataReader.docs(reader));
  }
}
