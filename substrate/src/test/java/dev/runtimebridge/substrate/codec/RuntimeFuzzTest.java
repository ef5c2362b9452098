package dev.runtimebridge.substrate.codec;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.fuzzing.Parts;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.SharedData;
import dev.runtimebridge.substrate.extrinsic.ChainPoint;
import dev.runtimebridge.substrate.extrinsic.ExtrinsicBuilder;
import dev.runtimebridge.substrate.extrinsic.ExtrinsicDecoder;
import dev.runtimebridge.substrate.extrinsic.UnsupportedExtension;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.metadata.HandmadeMetadata;
import dev.runtimebridge.substrate.metadata.MalformedMetadata;
import dev.runtimebridge.substrate.metadata.PalletMetadata;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.metadata.Runtimes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** Runtimes as nodes describe them, and what is read by such a description. */
class RuntimeFuzzTest extends FuzzTests {
  private static final int MOST_TYPES = 200;

  private static @Nullable RuntimeCodec khala;

  @MethodSource("metadata")
  @Fuzz
  void metadata(byte[] input) {
    onlyDeclared(
        input, () -> useAll(RuntimeMetadata.decode(Bytes.of(input))), MalformedMetadata.class);
  }

  /** Metadata in the first part, bytes in the second that are read as each of its types. */
  @MethodSource("types")
  @Fuzz
  void valuesOfAnyType(byte[] input) {
    List<byte[]> parts = Parts.split(input, 2);
    onlyDeclared(
        input,
        () -> {
          RuntimeMetadata metadata = RuntimeMetadata.decode(Bytes.of(parts.get(0)));
          var codec = new RuntimeCodec(metadata);
          for (int type = 0; type < Math.min(MOST_TYPES, metadata.types().size()); type++) {
            roundTrip(codec.values(), type, parts.get(1));
          }
        },
        MalformedMetadata.class);
  }

  @MethodSource("extrinsics")
  @Fuzz
  void extrinsics(byte[] input) {
    onlyDeclared(
        input, () -> new ExtrinsicDecoder(khala()).decode(Bytes.of(input)), MalformedScale.class);
    onlyDeclared(input, () -> khala().decodeCall(Bytes.of(input)), MalformedScale.class);
  }

  @MethodSource("events")
  @Fuzz
  void eventsAndEntries(byte[] input) {
    Bytes bytes = Bytes.of(input);
    onlyDeclared(
        input,
        () -> {
          for (EventRecord event : khala().events(bytes)) {
            if (event.name().equals("ExtrinsicFailed")) {
              var _ = khala().dispatchError(event.fields().get(0));
            }
          }
        },
        MalformedScale.class);
    for (String item : List.of("Workers", "WorkerAddedAt", "Endpoints")) {
      onlyDeclared(
          input, () -> khala().storageValue("PhalaRegistry", item, bytes), MalformedScale.class);
      onlyDeclared(
          input, () -> khala().storageKeyParts("PhalaRegistry", item, bytes), MalformedScale.class);
    }
  }

  /** All that anybody does with a runtime before a value of the chain comes in. */
  private static void useAll(RuntimeMetadata metadata) {
    var codec = new RuntimeCodec(metadata);
    for (PalletMetadata pallet : metadata.pallets()) {
      for (String constant : pallet.constants().keySet()) {
        attempt(() -> codec.constant(pallet.name(), constant));
      }
      for (String item : pallet.storage().keySet()) {
        attempt(() -> codec.storageDefault(pallet.name(), item));
        attempt(() -> codec.storageKey(pallet.name(), item));
      }
    }
    attempt(() -> codec.events(Bytes.of(new byte[] {4, 0, 0, 0, 0, 0, 0, 0, 0, 0})));
    attempt(() -> codec.decodeCall(Bytes.of(new byte[64])));
    attempt(() -> new ExtrinsicDecoder(codec).decode(Bytes.of(new byte[] {4, 4})));
    attempt(() -> new ExtrinsicBuilder(codec, new ChainPoint(1, 1, Hash256.ZERO)));
  }

  private static void roundTrip(ValueCodec codec, int type, byte[] value) {
    attempt(
        () -> {
          // Not the same bytes: what stands behind the last bit of a BitVec is nobody's.
          Value read = codec.decode(type, ScaleReader.of(value));
          assertEquals(read, codec.decode(type, codec.encode(type, read)));
        });
  }

  /** What RuntimeCodec promises for names, values and bytes that do not fit, and nothing else. */
  private static void attempt(Runnable use) {
    try {
      use.run();
    } catch (MalformedScale | UnfitValue | NoSuchItem | UnsupportedExtension refused) {
      // Said, as promised.
    }
  }

  private static RuntimeCodec khala() throws IOException {
    if (khala == null) {
      khala = new RuntimeCodec(Runtimes.khala());
    }
    return khala;
  }

  static Stream<byte[]> metadata() throws IOException {
    List<byte[]> all = new ArrayList<>(List.of(handmade()));
    all.add(Runtimes.bytes("polkadot_metadata_tiny.scale").toByteArray());
    return all.stream();
  }

  static Stream<byte[]> types() {
    return Stream.of(new byte[0], new byte[40], "\1\1\1\1\4\4\10".getBytes(UTF_8))
        .map(value -> Parts.join(handmade(), value));
  }

  /** One type of each shape, and some that contain each other. */
  private static byte[] handmade() {
    return HandmadeMetadata.bytesOf(
        HandmadeMetadata.primitive(3),
        HandmadeMetadata.primitive(5),
        HandmadeMetadata.sequence(0),
        HandmadeMetadata.array(4, 1),
        HandmadeMetadata.tuple(0, 1, 2),
        HandmadeMetadata.compact(1),
        HandmadeMetadata.named("Lsb0"),
        HandmadeMetadata.bits(0, 6),
        HandmadeMetadata.struct(List.of("a", "b"), List.of(2, 5)),
        HandmadeMetadata.variants(List.of("A", "B"), List.of(0, 7)),
        HandmadeMetadata.sequence(8),
        HandmadeMetadata.primitive(2),
        HandmadeMetadata.sequence(12));
  }

  static Stream<byte[]> extrinsics() throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (JsonNode vector : SharedData.json("vectors/khala-extrinsics.json")) {
      all.add(SharedData.hex(vector.get("extrinsic")));
    }
    for (JsonNode vector : SharedData.json("vectors/khala-calls.json")) {
      all.add(SharedData.hex(vector.get("hex")));
    }
    return all.stream();
  }

  static Stream<byte[]> events() throws IOException {
    byte[] success = Bytes.fromHex("0x0400010000000000a2e6e11f070101000000").toByteArray();
    byte[] failed = Bytes.fromHex("0x04000200000000010355010000000702e2d40b00000000").toByteArray();
    List<byte[]> all = new ArrayList<>(List.of(success, failed));
    for (JsonNode vector : SharedData.json("vectors/khala-storage-keys.json")) {
      all.add(SharedData.hex(vector.get("key")));
    }
    return all.stream();
  }
}
