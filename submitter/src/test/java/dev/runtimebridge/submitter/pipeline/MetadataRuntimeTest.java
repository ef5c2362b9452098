package dev.runtimebridge.submitter.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.AddWorker;
import dev.runtimebridge.schemas.v1.ChainCall;
import dev.runtimebridge.schemas.v1.CreateStakePool;
import dev.runtimebridge.schemas.v1.ReclaimPoolWorker;
import dev.runtimebridge.schemas.v1.RegisterWorker;
import dev.runtimebridge.schemas.v1.RemoveWorker;
import dev.runtimebridge.schemas.v1.RestartComputing;
import dev.runtimebridge.schemas.v1.StartComputing;
import dev.runtimebridge.schemas.v1.StopComputing;
import dev.runtimebridge.schemas.v1.SyncOffchainMessage;
import dev.runtimebridge.schemas.v1.UpdateWorkerEndpoint;
import dev.runtimebridge.submitter.domain.BlockRef;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls and signatures by the metadata of Khala 1251. */
class MetadataRuntimeTest {
  private static final ByteString KEY = ByteString.copyFrom(new byte[32]);
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
    return ChainCall.newBuilder()
        .setAddWorker(AddWorker.newBuilder().setPid(7).setPublicKey(KEY))
        .build();
  }

  @Test
  void shouldEncodeEveryCallThatALifeNeeds() throws Exception {
    // Indices as reference/wire.md 6 has them: PhalaMq 85, PhalaRegistry 86, PhalaStakePoolv2 93.
    String message = "050000" + "00".repeat(8) + "00";
    assertCall(
        "0x5500" + message,
        ChainCall.newBuilder()
            .setSyncOffchainMessage(
                SyncOffchainMessage.newBuilder().setSignedMessage(bytes(message))));
    String infoV1 = "00".repeat(4 + 1 + 3 * 32 + 2);
    String infoV2 = infoV1 + "00".repeat(8);
    var register = RegisterWorker.newBuilder().setRuntimeInfo(bytes(infoV2));
    register.setAttestation(bytes("00"));
    assertCall("0x5607" + infoV2 + "00", ChainCall.newBuilder().setRegisterWorker(register));
    register.setLegacy(true).setRuntimeInfo(bytes(infoV1)).setAttestation(bytes("00000000"));
    assertCall("0x5606" + infoV1 + "00000000", ChainCall.newBuilder().setRegisterWorker(register));
    String endpoints = "00".repeat(32 + 2 + 8);
    assertCall(
        "0x5608" + endpoints + "040a",
        ChainCall.newBuilder()
            .setUpdateWorkerEndpoint(
                UpdateWorkerEndpoint.newBuilder()
                    .setPayload(bytes(endpoints))
                    .setSignature(bytes("0a"))));
    String pid = "0700000000000000";
    String key = "00".repeat(32);
    String stake = "05" + "00".repeat(15);
    assertCall("0x5d01" + pid + key, addWorker().toBuilder());
    assertCall(
        "0x5d02" + pid + key,
        ChainCall.newBuilder()
            .setRemoveWorker(RemoveWorker.newBuilder().setPid(7).setPublicKey(KEY)));
    assertCall(
        "0x5d0d" + pid + key + stake,
        ChainCall.newBuilder()
            .setStartComputing(
                StartComputing.newBuilder().setPid(7).setPublicKey(KEY).setStake("5")));
    assertCall(
        "0x5d0e" + pid + key,
        ChainCall.newBuilder()
            .setStopComputing(StopComputing.newBuilder().setPid(7).setPublicKey(KEY)));
    assertCall(
        "0x5d0f" + pid + key,
        ChainCall.newBuilder()
            .setReclaimPoolWorker(ReclaimPoolWorker.newBuilder().setPid(7).setPublicKey(KEY)));
    assertCall(
        "0x5d11" + pid + key + stake,
        ChainCall.newBuilder()
            .setRestartComputing(
                RestartComputing.newBuilder().setPid(7).setPublicKey(KEY).setStake("5")));
    assertCall(
        "0x5d00", ChainCall.newBuilder().setCreateStakePool(CreateStakePool.getDefaultInstance()));
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(Bytes.fromHex(hex).toByteArray());
  }

  private void assertCall(String expected, ChainCall.Builder call) throws Exception {
    assertEquals(expected, runtime.call(call.build()).hex());
  }

  @Test
  void shouldRefuseWhatCannotBeEncoded() {
    for (ChainCall call :
        List.of(
            ChainCall.getDefaultInstance(),
            ChainCall.newBuilder().setAddWorker(AddWorker.newBuilder().setPid(7)).build(),
            ChainCall.newBuilder()
                .setStartComputing(StartComputing.newBuilder().setPublicKey(KEY).setStake("much"))
                .build(),
            ChainCall.newBuilder()
                .setStartComputing(StartComputing.newBuilder().setPublicKey(KEY).setStake("-1"))
                .build(),
            ChainCall.newBuilder()
                .setSyncOffchainMessage(
                    SyncOffchainMessage.newBuilder().setSignedMessage(bytes("0500")))
                .build())) {
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
    public <T> Optional<T> with(AccountId account, Function<Sr25519KeyPair, T> use) {
      return has(account) ? Optional.of(use.apply(pair)) : Optional.empty();
    }
  }
}
