package dev.runtimebridge.devnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.runtimebridge.devnet.count.ChainCount;
import dev.runtimebridge.devnet.count.ExecutedCall;
import dev.runtimebridge.devnet.node.WireClient;
import dev.runtimebridge.devnet.runtime.DevAccount;
import dev.runtimebridge.devnet.runtime.RuntimeSettings;
import dev.runtimebridge.devnet.runtime.message.MessageOrigin;
import dev.runtimebridge.devnet.runtime.message.SignedMessage;
import dev.runtimebridge.devnet.worker.RestartFrom;
import dev.runtimebridge.schemas.prpc.GetEgressMessagesResponse;
import dev.runtimebridge.schemas.prpc.GetEndpointResponse;
import dev.runtimebridge.schemas.prpc.GetRuntimeInfoRequest;
import dev.runtimebridge.schemas.prpc.InitRuntimeResponse;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import dev.runtimebridge.schemas.prpc.SignEndpointsRequest;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers and the parachain's runtime, each taking the other at its word. */
class WorkerLifeTest {
  private Devnet devnet;
  private WireClient node;
  private WorkerFeeder feeder;
  private DevSigner charlie;
  private URI worker;

  @BeforeEach
  void start() throws Exception {
    devnet =
        Devnet.start(
            DevnetSettings.builder()
                .history(12)
                .storageChangeBytes(0)
                .workers(1)
                .runtime(RuntimeSettings.DEFAULTS.withHeartbeats(1, 20))
                .build());
    node = new WireClient(devnet.paraEndpoints().getFirst());
    feeder = new WorkerFeeder(devnet);
    charlie = new DevSigner(devnet, DevAccount.CHARLIE);
    worker = devnet.workerEndpoint(0);
    feeder.init(worker);
  }

  @AfterEach
  void stop() {
    node.close();
    devnet.close();
  }

  @Test
  void shouldComeFromNothingToHeartbeats() throws Exception {
    Bytes key = register();
    PhactoryInfo info = until(14, () -> !egress().isEmpty());
    assertTrue(info.getRegistered());
    assertEquals(1, info.getPendingMessages());
    deliver();
    info = until(6, () -> feeder.info(worker).getScore() > 0);
    assertTrue(info.getScore() > 500, "score " + info.getScore());
    assertEquals(0, info.getPendingMessages());
    submit(
        charlie.call(
            "PhalaStakePoolv2",
            "add_worker",
            Value.field("pid", Value.of(2)),
            Value.field("pubkey", Value.of(key))));
    produce(2);
    submit(
        charlie.call(
            "PhalaStakePoolv2",
            "start_computing",
            Value.field("pid", Value.of(2)),
            Value.field("worker", Value.of(key)),
            Value.field("stake", Value.of(BigInteger.TEN.pow(16)))));
    until(30, () -> !egress().isEmpty());
    for (int i = 0; i < 5; i++) {
      deliver();
      produce(6);
    }

    ChainCount count = devnet.count();
    assertEquals(1, count.done("PhalaRegistry.register_worker_v2", key));
    assertEquals(1, count.done("PhalaStakePoolv2.add_worker", key));
    assertEquals(1, count.done("PhalaStakePoolv2.start_computing", key));
    List<ExecutedCall> messages = count.calls("PhalaMq.sync_offchain_message");
    assertTrue(messages.size() >= 3, "messages " + messages.size());
    assertTrue(messages.stream().allMatch(ExecutedCall::succeeded), messages.toString());
    assertTrue(count.repeated().isEmpty());
    String origin = new MessageOrigin.Worker(key).encode().hex().substring(2);
    assertEquals(messages.size(), node.result("pha_getMqNextSequence", origin).intValue());
  }

  @Test
  void shouldSayTheSameAgainAfterAnOlderCheckpoint() throws Exception {
    register();
    feeder.post(worker, "TakeCheckpoint", new byte[0]);
    until(14, () -> !egress().isEmpty());
    List<SignedMessage> said = egress();
    devnet.workers().orElseThrow().faults(0).restart(RestartFrom.NEWEST_CHECKPOINT);
    assertEquals(List.of(), egress());
    feeder.feed(worker);

    assertEquals(said, egress());
    deliver();
    produce(6);
    assertEquals(List.of(), egress());
  }

  @Test
  void shouldSignItsEndpointsSoThatTheChainTakesThem() throws Exception {
    Bytes key = register();
    byte[] urls = new ScaleWriter().list(List.of("http://w"), ScaleWriter::string).toByteArray();
    var signed =
        GetEndpointResponse.parseFrom(
            feeder.post(
                worker,
                "SignEndpointInfo",
                SignEndpointsRequest.newBuilder()
                    .setEncodedEndpoints(ByteString.copyFrom(urls))
                    .build()
                    .toByteArray()));
    submit(
        charlie.call(
            "PhalaRegistry",
            "update_worker_endpoint",
            Value.field("endpoint_payload", encoded(signed.getEncodedEndpointPayload())),
            Value.field("signature", Value.of(signed.getSignature().toByteArray()))));
    produce(2);

    ExecutedCall update = devnet.count().calls("PhalaRegistry.update_worker_endpoint").getFirst();
    assertTrue(update.succeeded(), update.toString() + key);
  }

  /** Registers the worker and lets it see that. */
  private Bytes register() throws Exception {
    feeder.feed(worker);
    var request =
        GetRuntimeInfoRequest.newBuilder()
            .setForceRefreshRa(true)
            .setEncodedOperator(ByteString.copyFrom(DevAccount.CHARLIE.account().toByteArray()))
            .build();
    var info =
        InitRuntimeResponse.parseFrom(feeder.post(worker, "GetRuntimeInfo", request.toByteArray()));
    assertTrue(info.hasAttestation());
    submit(
        charlie.call(
            "PhalaRegistry",
            "register_worker_v2",
            Value.field("pruntime_info", encoded(info.getEncodedRuntimeInfo())),
            Value.field("attestation", encoded(info.getAttestation().getEncodedReport()))));
    produce(4);
    return Bytes.of(info.getEncodedPublicKey().toByteArray());
  }

  private void deliver() throws Exception {
    List<SignedMessage> messages = egress();
    assertFalse(messages.isEmpty());
    for (SignedMessage each : messages) {
      submit(
          charlie.call(
              "PhalaMq",
              "sync_offchain_message",
              Value.field("signed_message", Value.encoded(each.encode()))));
    }
    produce(2);
  }

  private void submit(Bytes call) throws Exception {
    node.result("author_submitExtrinsic", charlie.sign(call).hex());
  }

  private void produce(int relayBlocks) throws Exception {
    devnet.produce(relayBlocks);
    feeder.feed(worker);
  }

  private PhactoryInfo until(int blocks, Condition condition) throws Exception {
    for (int i = 0; i < blocks && !condition.met(); i++) {
      produce(2);
    }
    assertTrue(condition.met(), () -> "not within " + blocks + " blocks");
    return feeder.info(worker);
  }

  @FunctionalInterface
  private interface Condition {
    boolean met() throws Exception;
  }

  private List<SignedMessage> egress() throws Exception {
    byte[] encoded =
        GetEgressMessagesResponse.parseFrom(feeder.post(worker, "GetEgressMessages", new byte[0]))
            .getEncodedMessages()
            .toByteArray();
    List<SignedMessage> all = new ArrayList<>();
    ScaleReader.decodeAll(
        encoded,
        in ->
            in.list(
                2,
                each -> {
                  MessageOrigin sender = MessageOrigin.read(each);
                  all.addAll(each.list(12, SignedMessage::read));
                  return sender;
                }));
    return all;
  }

  private static Value encoded(ByteString bytes) {
    return Value.encoded(Bytes.of(bytes.toByteArray()));
  }
}
