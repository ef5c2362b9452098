package dev.runtimebridge.fetcher.adapter.kafka;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.ParaHead;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.domain.StateWatch;
import dev.runtimebridge.fetcher.domain.WatchedItem;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.fuzzing.Parts;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** The parachain's state as a node tells it, under a runtime as a node describes it. */
class ParaStateFuzzTest extends FuzzTests {
  private static final ChainPoint BLOCK = new ChainPoint(1, Hash256.ZERO);
  private static final Path KHALA =
      Path.of(System.getProperty("shared.data", "../shared/data"), "metadata/khala_metadata.scale");

  private static @Nullable StateWatch khala;

  /** A key's rest and a value for each watched item of Khala; the record is told or left out. */
  @MethodSource("entries")
  @Fuzz
  void entriesOfKhala(byte[] input) {
    List<byte[]> parts = Parts.split(input, 2);
    for (WatchedItem item : WatchedItem.values()) {
      Bytes key =
          Bytes.concat(StorageKeys.plain(item.pallet(), item.item()).toByteArray(), parts.get(0));
      onlyDeclared(
          input,
          () -> {
            var records = new ParaStateRecords();
            var _ =
                khala().value(Change.put(key, Bytes.of(parts.get(1))), BLOCK).flatMap(records::of);
            var _ = khala().value(Change.remove(key), BLOCK).flatMap(records::of);
          });
    }
  }

  @MethodSource("runtimes")
  @Fuzz
  void entriesOfAnyRuntime(byte[] input) {
    List<byte[]> parts = Parts.split(input, 3);
    var runtime = new ParaRuntime("any", 1, 1, BLOCK, Bytes.of(parts.get(2)));
    onlyDeclared(
        input,
        () -> {
          StateWatch watch = StateWatch.of(runtime);
          var records = new ParaStateRecords();
          for (WatchedItem item : WatchedItem.values()) {
            Bytes key =
                Bytes.concat(
                    StorageKeys.plain(item.pallet(), item.item()).toByteArray(), parts.get(0));
            var _ =
                watch.value(Change.put(key, Bytes.of(parts.get(1))), BLOCK).flatMap(records::of);
          }
        });
  }

  /** A proof of one node, taken for the root of the relay chain's state. */
  @Fuzz
  void paraHead(byte[] input) {
    Hash256 root = Hashing.blake2b256(input);
    var relay = new Header(Hash256.ZERO, 1, root, Hash256.ZERO, List.of());
    onlyDeclared(
        input,
        () -> ParaHead.proven(EncodedHeader.of(relay.encode()), 2004, List.of(Bytes.of(input))));
  }

  private static StateWatch khala() throws IOException {
    if (khala == null) {
      Bytes metadata = Files.isReadable(KHALA) ? Bytes.of(Files.readAllBytes(KHALA)) : Bytes.EMPTY;
      khala = StateWatch.of(new ParaRuntime("khala", 1251, 6, BLOCK, metadata));
    }
    return khala;
  }

  static Stream<byte[]> entries() {
    byte[] worker = new byte[32];
    byte[] key = Bytes.concat(Hashing.twox64(worker), worker).toByteArray();
    return Stream.of(new byte[8], new byte[32], new byte[200], filled(80, 1))
        .map(value -> Parts.join(key, value));
  }

  static Stream<byte[]> runtimes() throws IOException {
    byte[] metadata = Files.isReadable(KHALA) ? Files.readAllBytes(KHALA) : new byte[0];
    return entries()
        .map(entry -> Parts.split(entry, 2))
        .map(parts -> Parts.join(parts.get(0), parts.get(1), metadata));
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
