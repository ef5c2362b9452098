package dev.runtimebridge.submitter.pipeline;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;

import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.fuzzing.Parts;
import dev.runtimebridge.submitter.domain.ChainCall;
import dev.runtimebridge.submitter.domain.Outcome;
import dev.runtimebridge.submitter.domain.RuntimeVersion;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.NoSuchItem;
import dev.runtimebridge.substrate.codec.UnfitValue;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** Runtimes as nodes describe them, and events and accounts as they tell them. */
class RuntimeFuzzTest extends FuzzTests {
  private static final RuntimeVersion VERSION = new RuntimeVersion("khala", 1251, 6);
  private static final AccountId ACCOUNT = AccountId.of(new byte[32]);
  private static final Path KHALA =
      Path.of(System.getProperty("shared.data", "../shared/data"), "metadata/khala_metadata.scale");

  private static @Nullable ChainRuntime khala;

  /** A value, then metadata by which it is read. */
  @MethodSource("runtimes")
  @Fuzz
  void runtime(byte[] input) {
    List<byte[]> parts = Parts.split(input, 2);
    onlyDeclared(
        input,
        () ->
            use(MetadataRuntime.read(VERSION, Hash256.ZERO, Bytes.of(parts.get(1))), parts.get(0)),
        ChainRuntime.UnusableRuntime.class);
  }

  @MethodSource("values")
  @Fuzz
  void valuesOfKhala(byte[] input) throws Exception {
    if (Files.isReadable(KHALA)) {
      ChainRuntime runtime = khala();
      onlyDeclared(input, () -> use(runtime, input));
      onlyDeclared(
          input,
          () -> runtime.call(new ChainCall.SyncOffchainMessage(Bytes.of(input))),
          ChainRuntime.NotEncodable.class);
      onlyDeclared(
          input,
          () -> runtime.call(new ChainCall.RegisterWorker(Bytes.of(input), Bytes.of(input), false)),
          ChainRuntime.NotEncodable.class);
    }
  }

  private static void use(ChainRuntime runtime, byte[] value) {
    attempt(() -> Outcome.of(runtime.events(Bytes.of(value), 1), 3, true, true));
    attempt(() -> runtime.account(Optional.of(Bytes.of(value))));
    var _ = runtime.accountKey(ACCOUNT);
    try {
      var _ = runtime.call(new ChainCall.StartComputing(1, ACCOUNT.bytes(), BigInteger.TEN));
    } catch (ChainRuntime.NotEncodable refused) {
      // As declared.
    }
  }

  private static void attempt(Runnable use) {
    try {
      use.run();
    } catch (MalformedScale | UnfitValue | NoSuchItem refused) {
      // As declared.
    }
  }

  private static ChainRuntime khala() throws Exception {
    if (khala == null) {
      khala = MetadataRuntime.read(VERSION, Hash256.ZERO, Bytes.of(Files.readAllBytes(KHALA)));
    }
    return khala;
  }

  static Stream<byte[]> runtimes() throws IOException {
    byte[] metadata = Files.isReadable(KHALA) ? Files.readAllBytes(KHALA) : new byte[0];
    return values().map(value -> Parts.join(value, metadata));
  }

  static Stream<byte[]> values() {
    return Stream.of(
            "0x0400010000000000a2e6e11f070101000000",
            "0x04000200000000010355010000000702e2d40b00000000",
            "0x" + "01".repeat(80),
            "0x050000" + "00".repeat(9))
        .map(hex -> Bytes.fromHex(hex).toByteArray());
  }
}
