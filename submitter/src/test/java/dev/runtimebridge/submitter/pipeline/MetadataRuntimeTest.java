package dev.runtimebridge.submitter.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.submitter.domain.ChainCall;
import dev.runtimebridge.submitter.domain.RuntimeVersion;
import dev.runtimebridge.submitter.port.Signers;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.extrinsic.DecodedExtrinsic;
import dev.runtimebridge.substrate.extrinsic.ExtrinsicDecoder;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls and signatures by the metadata of Khala 1251. */
class MetadataRuntimeTest {
  private static final Bytes KEY = Bytes.of(new byte[32]);
  private static final RuntimeVersion KHALA = new RuntimeVersion("khala", 1251, 6);

  private Bytes metadata;
  private ChainRuntime runtime;

  @BeforeEach
  void readMetadata() throws Exception {
    Path file =
        Path.of(
            System.getProperty("shared.data", "../shared/data"), "metadata/khala_metadata.scale");
    Assumptions.assumeTrue(Files.isRegularFile(file), "skipped: no ../shared/data");
    metadata = Bytes.of(Files.readAllBytes(file));
    runtime = MetadataRuntime.read(KHALA, Hash256.ZERO, metadata);
  }

  private static ChainCall addWorker() {
    return new ChainCall.AddWorker(7, KEY);
  }

  @Test
  void shouldEncodeEveryCallThatALifeNeeds() throws Exception {
    // Indices as reference/wire.md 6 has them: PhalaMq 85, PhalaRegistry 86, PhalaStakePoolv2 93.
    String message = "050000" + "00".repeat(8) + "00";
    assertCall("0x5500" + message, new ChainCall.SyncOffchainMessage(Bytes.fromHex(message)));
    String infoV1 = "00".repeat(4 + 1 + 3 * 32 + 2);
    String infoV2 = infoV1 + "00".repeat(8);
    assertCall("0x5607" + infoV2 + "00", register(infoV2, "00", false));
    assertCall("0x5606" + infoV1 + "00000000", register(infoV1, "00000000", true));
    String endpoints = "00".repeat(32 + 2 + 8);
    assertCall(
        "0x5608" + endpoints + "040a",
        new ChainCall.UpdateWorkerEndpoint(Bytes.fromHex(endpoints), Bytes.fromHex("0a")));
    String pid = "0700000000000000";
    String key = "00".repeat(32);
    String stake = "05" + "00".repeat(15);
    BigInteger five = BigInteger.valueOf(5);
    assertCall("0x5d01" + pid + key, addWorker());
    assertCall("0x5d02" + pid + key, new ChainCall.RemoveWorker(7, KEY));
    assertCall("0x5d0d" + pid + key + stake, new ChainCall.StartComputing(7, KEY, five));
    assertCall("0x5d0e" + pid + key, new ChainCall.StopComputing(7, KEY));
    assertCall("0x5d0f" + pid + key, new ChainCall.ReclaimPoolWorker(7, KEY));
    assertCall("0x5d11" + pid + key + stake, new ChainCall.RestartComputing(7, KEY, five));
    assertCall("0x5d00", new ChainCall.CreateStakePool());
  }

  private static ChainCall register(String info, String attestation, boolean legacy) {
    return new ChainCall.RegisterWorker(Bytes.fromHex(info), Bytes.fromHex(attestation), legacy);
  }

  private void assertCall(String expected, ChainCall call) throws Exception {
    assertEquals(expected, runtime.call(call).hex());
    int size = runtime.call(call).length();
    assertTrue(call.size() >= size && call.size() <= size + 16, "size of " + call);
  }

  @Test
  void shouldRefuseWhatCannotBeEncoded() {
    for (ChainCall call :
        List.of(
            new ChainCall.NotUnderstood("no call"),
            new ChainCall.AddWorker(7, Bytes.EMPTY),
            new ChainCall.StartComputing(7, KEY, BigInteger.ONE.negate()),
            new ChainCall.SyncOffchainMessage(Bytes.fromHex("0500")))) {
      assertThrows(ChainRuntime.NotEncodable.class, () -> runtime.call(call), call.toString());
    }
  }

  @Test
  void shouldSignABatchInTheNameOfAProxiedAccount() throws Exception {
    try (Sr25519KeyPair pair = Sr25519KeyPair.fromSeed(new byte[32])) {
      Bytes call = runtime.call(addWorker());
      Bytes whole = runtime.proxied(pair.account(), runtime.batch(List.of(call, call)));
      var intent = new ChainRuntime.Intent(pair.account(), 3, new BlockRef(1000, Hash256.ZERO), 64);
      ChainRuntime.Signature signature =
          runtime.sign(whole, intent, new OneKey(pair)).orElseThrow();
      var decoder = new ExtrinsicDecoder(new RuntimeCodec(RuntimeMetadata.decode(metadata)));
      var decoded = (DecodedExtrinsic.Signed) decoder.decode(signature.extrinsic());
      assertEquals(3, decoded.nonce());
      assertEquals(1064, signature.death());
      assertEquals(1000, decoded.era().birth(1000));
      assertEquals(pair.account(), decoded.signer());
      assertEquals(whole, decoded.callBytes());
      assertEquals(signature.hash(), decoded.hash());
      assertEquals("Proxy", decoded.call().name());
    }
  }

  @Test
  void shouldRefuseARuntimeOfUnknownMetadata() {
    assertThrows(
        ChainRuntime.UnusableRuntime.class,
        () -> MetadataRuntime.read(KHALA, Hash256.ZERO, Bytes.fromHex("0x6d65746163")));
  }

  private record OneKey(Sr25519KeyPair pair) implements Signers {
    @Override
    public boolean has(AccountId account) {
      return pair.account().equals(account);
    }

    @Override
    public Set<AccountId> accounts() {
      return Set.of(pair.account());
    }

    @Override
    public Optional<AccountId> successor(long pid, AccountId account) {
      return Optional.empty();
    }

    @Override
    public <T> Optional<T> with(AccountId account, Function<Sr25519KeyPair, T> use) {
      return has(account) ? Optional.of(use.apply(pair)) : Optional.empty();
    }
  }
}
