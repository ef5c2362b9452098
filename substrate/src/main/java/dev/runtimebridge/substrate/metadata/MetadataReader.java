package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Reads what stands between the parts of metadata.
 *
 * <pre>
 * metadata  = [ "meta" ] version registry *pallet extrinsic runtime
 *             ; V15 then: *api calls events errors *custom
 * extrinsic = V14: type u8 *extension
 *           / V15: u8 address call signature extra *extension
 * </pre>
 *
 * What V15 has more than V14 is read past: nothing here asks for it.
 *
 * @see <a href="https://github.com/paritytech/frame-metadata/tree/main/frame-metadata/src">
 *     frame-metadata, v14.rs and v15.rs</a>
 */
final class MetadataReader {
  private MetadataReader() {}

  static RuntimeMetadata read(ScaleReader reader, int version) {
    TypeRegistry types = TypeRegistry.read(reader);
    List<PalletMetadata> pallets =
        reader.list(8, each -> PalletMetadata.read(each, types, version >= 15));
    ExtrinsicFormat extrinsics =
        version >= 15 ? extrinsicV15(reader, types) : extrinsicV14(reader, types);
    types.known(typeId(reader), "the runtime");
    if (version >= 15) {
      skipApis(reader);
      skipOuterEnumsAndCustomValues(reader, types);
    }
    reader.end();
    return new RuntimeMetadata(version, types, pallets, extrinsics);
  }

  private static ExtrinsicFormat extrinsicV14(ScaleReader reader, TypeRegistry types) {
    RuntimeType extrinsic = types.type(types.known(typeId(reader), "the extrinsic"));
    int version = reader.u8();
    int address = parameter(extrinsic, "Address");
    int signature = parameter(extrinsic, "Signature");
    return new ExtrinsicFormat(version, address, signature, extensions(reader, types));
  }

  private static ExtrinsicFormat extrinsicV15(ScaleReader reader, TypeRegistry types) {
    int version = reader.u8();
    int address = types.known(typeId(reader), "the address");
    types.known(typeId(reader), "the call");
    int signature = types.known(typeId(reader), "the signature");
    types.known(typeId(reader), "the extra");
    return new ExtrinsicFormat(version, address, signature, extensions(reader, types));
  }

  private static List<SignedExtension> extensions(ScaleReader reader, TypeRegistry types) {
    return reader.list(3, each -> SignedExtension.read(each, types));
  }

  private static int parameter(RuntimeType extrinsic, String name) {
    OptionalInt type = extrinsic.parameter(name);
    return type.orElseThrow(() -> new MalformedMetadata("the extrinsic's type names no " + name));
  }

  private static void skipApis(ScaleReader reader) {
    for (int apis = reader.count(3); apis > 0; apis--) {
      reader.byteVec(); // name
      for (int methods = reader.count(4); methods > 0; methods--) {
        reader.byteVec(); // name
        for (int inputs = reader.count(2); inputs > 0; inputs--) {
          reader.byteVec(); // name
          typeId(reader);
        }
        typeId(reader); // of the answer
        skipTexts(reader);
      }
      skipTexts(reader);
    }
  }

  private static void skipOuterEnumsAndCustomValues(ScaleReader reader, TypeRegistry types) {
    types.known(typeId(reader), "the calls");
    types.known(typeId(reader), "the events");
    types.known(typeId(reader), "the errors");
    for (int custom = reader.count(3); custom > 0; custom--) {
      reader.byteVec(); // name
      typeId(reader);
      reader.byteVec(); // value
    }
  }

  static int typeId(ScaleReader reader) {
    long id = reader.compactU32();
    if (id > Integer.MAX_VALUE) {
      throw reader.malformed("a type id of " + id);
    }
    return (int) id;
  }

  static <T> T choice(ScaleReader reader, T[] choices, String what) {
    int index = reader.u8();
    if (index >= choices.length) {
      throw reader.malformed("an unknown " + what + " " + index);
    }
    return choices[index];
  }

  static String docs(ScaleReader reader) {
    List<String> lines = reader.list(1, ScaleReader::string);
    return lines.isEmpty()
        ? ""
        : String.join("\n", lines.stream().map(String::strip).toList()).strip();
  }

  static void skipTexts(ScaleReader reader) {
    for (int left = reader.count(1); left > 0; left--) {
      reader.byteVec();
    }
  }

  static <T> Map<String, T> byName(List<T> items, Function<T, String> name) {
    Map<String, T> named = HashMap.newHashMap(items.size());
    for (T item : items) {
      if (named.put(name.apply(item), item) != null) {
        throw new MalformedMetadata("two things are called " + name.apply(item));
      }
    }
    return named;
  }
}
