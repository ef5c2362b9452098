package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Metadata of version 14 without pallets, whose types a test makes by hand, one after another. */
public final class HandmadeMetadata {
  private HandmadeMetadata() {}

  /** Decoded metadata with these types. */
  public static RuntimeMetadata of(byte[]... types) {
    return RuntimeMetadata.decode(encoded(types));
  }

  /**
   * Decoded metadata with one signed extension, whose data in a transaction are of the first type.
   */
  public static RuntimeMetadata withExtension(String name, byte[]... types) {
    return RuntimeMetadata.decode(
        encoded(writer -> writer.compact(1).string(name).compact(0).compact(types.length), types));
  }

  /** A struct whose fields have types, and names unless these are empty. */
  public static byte[] struct(List<String> names, List<Integer> types) {
    return type("", writer -> fields(writer.u8(0), names, types));
  }

  /** An enum of variants without fields. */
  public static byte[] variants(List<String> names, List<Integer> indices) {
    return type(
        "",
        writer -> {
          writer.u8(1).compact(names.size());
          for (int i = 0; i < names.size(); i++) {
            writer.string(names.get(i)).compact(0).u8(indices.get(i)).compact(0);
          }
        });
  }

  /** A vector. */
  public static byte[] sequence(int element) {
    return type("", writer -> writer.u8(2).compact(element));
  }

  /** An array. */
  public static byte[] array(long length, int element) {
    return type("", writer -> writer.u8(3).u32(length).compact(element));
  }

  /** A tuple. */
  public static byte[] tuple(Integer... elements) {
    return type("", writer -> writer.u8(4).list(List.of(elements), (w, each) -> w.compact(each)));
  }

  /** A number, a bool, a character or a text, by its index in metadata. */
  public static byte[] primitive(int index) {
    return type("", writer -> writer.u8(5).u8(index));
  }

  /** A compact type. */
  public static byte[] compact(int type) {
    return type("", writer -> writer.u8(6).compact(type));
  }

  /** Bits. */
  public static byte[] bits(int store, int order) {
    return type("", writer -> writer.u8(7).compact(store).compact(order));
  }

  /** A type that is nothing but its name. */
  public static byte[] named(String name) {
    return type(name, writer -> fields(writer.u8(0), List.of(), List.of()));
  }

  /** The bytes of such metadata. */
  public static byte[] bytesOf(byte[]... types) {
    return encoded(types).toByteArray();
  }

  /** The bytes of such metadata. */
  static Bytes encoded(byte[]... types) {
    return encoded(writer -> writer.compact(0), types);
  }

  private static Bytes encoded(Consumer<ScaleWriter> extensions, byte[]... made) {
    List<byte[]> types = new ArrayList<>(List.of(made));
    int unit = types.size();
    types.add(tuple());
    types.add(extrinsic(unit));
    ScaleWriter writer = new ScaleWriter();
    writer.bytes(Bytes.utf8("meta").toByteArray()).u8(14).compact(types.size());
    for (int id = 0; id < types.size(); id++) {
      writer.compact(id).bytes(types.get(id));
    }
    writer.compact(0).compact(unit + 1).u8(4);
    extensions.accept(writer);
    writer.compact(unit);
    return Bytes.of(writer.toByteArray());
  }

  private static void fields(ScaleWriter writer, List<String> names, List<Integer> types) {
    writer.compact(types.size());
    for (int i = 0; i < types.size(); i++) {
      if (names.isEmpty()) {
        writer.u8(0);
      } else {
        writer.u8(1).string(names.get(i));
      }
      writer.compact(types.get(i)).u8(0).compact(0);
    }
  }

  private static byte[] type(String name, Consumer<ScaleWriter> shape) {
    ScaleWriter writer = new ScaleWriter();
    if (name.isEmpty()) {
      writer.compact(0);
    } else {
      writer.compact(1).string(name);
    }
    writer.compact(0);
    shape.accept(writer);
    return writer.compact(0).toByteArray();
  }

  private static byte[] extrinsic(int unit) {
    ScaleWriter writer = new ScaleWriter();
    writer.compact(0).compact(2);
    writer.string("Address").u8(1).compact(unit).string("Signature").u8(1).compact(unit);
    fields(writer.u8(0), List.of(), List.of());
    return writer.compact(0).toByteArray();
  }
}
