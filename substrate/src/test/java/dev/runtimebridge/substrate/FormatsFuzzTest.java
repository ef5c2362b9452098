package dev.runtimebridge.substrate;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.substrate.grandpa.ScheduledChange;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.pruntime.AuthoritySetChange;
import dev.runtimebridge.substrate.pruntime.Blocks;
import dev.runtimebridge.substrate.pruntime.EgressMessages;
import dev.runtimebridge.substrate.pruntime.GenesisBlockInfo;
import dev.runtimebridge.substrate.pruntime.HeadersToSync;
import dev.runtimebridge.substrate.pruntime.ParaHeaders;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** SCALE as nodes, workers and the log hand it in. */
class FormatsFuzzTest extends FuzzTests {

  /** The first byte of each step says what is read next. */
  @Fuzz
  void primitives(byte[] input) {
    onlyDeclared(input, () -> readAnything(ScaleReader.of(input)), MalformedScale.class);
  }

  private static void readAnything(ScaleReader reader) {
    while (reader.remaining() > 0) {
      int before = reader.position();
      Object read =
          switch (reader.u8() % 14) {
            case 0 -> reader.bool();
            case 1 -> reader.u16();
            case 2 -> reader.u32();
            case 3 -> reader.u64();
            case 4 -> reader.u128();
            case 5 -> reader.compact();
            case 6 -> reader.compactU32();
            case 7 -> reader.count(1 + reader.u8());
            case 8 -> reader.byteVec();
            case 9 -> reader.string();
            case 10 -> reader.list(1, ScaleReader::u8);
            case 11 -> reader.list(0, ScaleReader::remaining);
            case 12 -> reader.option(ScaleReader::u32);
            default -> reader.bytes((int) reader.u32());
          };
      assertTrue(read != null && reader.position() > before);
    }
  }

  @MethodSource("headers")
  @Fuzz
  void header(byte[] input) {
    onlyDeclared(
        input,
        () -> {
          Header header = Header.decode(input);
          assertArrayEquals(input, header.encode());
          var _ = ScheduledChange.in(header);
        },
        MalformedScale.class);
  }

  @MethodSource("changes")
  @Fuzz
  void storage(byte[] input) {
    onlyDeclared(
        input,
        () -> assertArrayEquals(input, StorageChanges.decode(input).encode()),
        MalformedScale.class);
    onlyDeclared(
        input,
        () -> assertArrayEquals(input, StorageState.decode(input).encode()),
        MalformedScale.class);
  }

  @MethodSource("requests")
  @Fuzz
  void requestsToWorkers(byte[] input) {
    onlyDeclared(
        input,
        () -> assertArrayEquals(input, HeadersToSync.decode(input).encode()),
        MalformedScale.class);
    onlyDeclared(
        input,
        () -> assertArrayEquals(input, ParaHeaders.decode(input).encode()),
        MalformedScale.class);
    onlyDeclared(
        input, () -> assertArrayEquals(input, Blocks.decode(input).encode()), MalformedScale.class);
    onlyDeclared(
        input,
        () -> assertArrayEquals(input, GenesisBlockInfo.decode(input).encode()),
        MalformedScale.class);
    onlyDeclared(input, () -> AuthoritySetChange.decode(input), MalformedScale.class);
  }

  @MethodSource("messages")
  @Fuzz
  void messagesOfWorkers(byte[] input) {
    onlyDeclared(input, () -> EgressMessages.decode(input), MalformedScale.class);
  }

  static Stream<byte[]> headers() throws IOException {
    List<byte[]> headers = new ArrayList<>();
    headers.add(SharedData.bytes("headers/header-polkadot-512271"));
    for (JsonNode genesis : SharedData.json("vectors/genesis.json")) {
      headers.add(SharedData.hex(genesis.get("headerScale")));
    }
    headers.add(SharedData.hex(SharedData.json("vectors/rococo-2022.json").get("firstHeader")));
    return headers.stream();
  }

  static Stream<byte[]> changes() {
    Bytes key = Bytes.utf8("key");
    Bytes value = Bytes.utf8("a value");
    List<Change> some =
        List.of(Change.put(key, value), Change.put(value, Bytes.EMPTY), Change.remove(key));
    return Stream.of(
        new StorageChanges(some, List.of(new ChildChanges(key, some))).encode(),
        new StorageState(List.of(new StorageEntry(key, value), new StorageEntry(value, key)))
            .encode());
  }

  static Stream<byte[]> requests() throws IOException {
    List<byte[]> headers = headers().toList();
    List<byte[]> changes = headers.stream().map(each -> StorageChanges.NONE.encode()).toList();
    return Stream.of(
        HeadersToSync.encode(headers, new byte[] {1, 2, 3}),
        ParaHeaders.encode(headers),
        Blocks.encode(headers, changes));
  }

  static Stream<byte[]> messages() {
    byte[] worker = new ScaleWriter().u8(2).bytes(new byte[32]).toByteArray();
    byte[] message =
        new ScaleWriter()
            .bytes(worker)
            .string("destination")
            .byteVec(new byte[40])
            .u64(7)
            .byteVec(new byte[64])
            .toByteArray();
    return Stream.of(
        new ScaleWriter().compact(1).bytes(worker).compact(1).bytes(message).toByteArray());
  }
}
