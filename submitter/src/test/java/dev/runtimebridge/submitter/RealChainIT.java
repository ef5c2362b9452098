package dev.runtimebridge.submitter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.chainrpc.RpcLimits;
import dev.runtimebridge.schemas.v1.AddWorker;
import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallFailureKind;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.ChainCall;
import dev.runtimebridge.schemas.v1.CreateStakePool;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionFinalized;
import dev.runtimebridge.submitter.adapter.rpc.Heads;
import dev.runtimebridge.submitter.adapter.rpc.RpcParaNode;
import dev.runtimebridge.submitter.domain.BatchLimits;
import dev.runtimebridge.submitter.domain.RuntimeVersion;
import dev.runtimebridge.submitter.domain.SubmitAnswer;
import dev.runtimebridge.submitter.pipeline.SubmitterSettings;
import dev.runtimebridge.submitter.pipeline.SubmitterState.Role;
import dev.runtimebridge.submitter.port.NodeException;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.extrinsic.ChainPoint;
import dev.runtimebridge.substrate.extrinsic.Era;
import dev.runtimebridge.substrate.extrinsic.ExtrinsicBuilder;
import dev.runtimebridge.substrate.extrinsic.Terms;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import dev.runtimebridge.substrate.key.SecretUri;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The submitter as it is, against the real runtime: what it sends lands, and each call is told. */
class RealChainIT {
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final RpcLimits LIMITS =
      new RpcLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), 16, 64 << 20, "test");

  /** A window that a slow machine does not miss. */
  private static final SubmitterSettings SETTINGS =
      new SubmitterSettings(
          new BatchLimits(30, Duration.ofSeconds(3), 1 << 19, 8),
          64,
          5,
          Duration.ofMinutes(1),
          5,
          1_000,
          1_000,
          SubmitterSettings.DEFAULT.balanceWarning(),
          SubmitterSettings.DEFAULT.ss58Prefix(),
          Optional.empty());

  @TempDir Path folder;

  private final Sr25519KeyPair alice = open("//Alice");
  private final Sr25519KeyPair bob = open("//Bob");
  private final Sr25519KeyPair charlie = open("//Charlie");

  private static Sr25519KeyPair open(String uri) {
    try {
      return SecretUri.open(uri.toCharArray());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldTellWhatTheRealRuntimeMakesOfEachCall() throws Exception {
    RealChain.assumeInstalled();
    SealingKeyPair sealing = SealingKeyPair.generate();
    try (var chain = RealChain.launch(folder);
        var broker = EmbeddedBroker.start(folder.resolve("kafka"));
        var http = HttpClient.newHttpClient();
        var node = new RpcParaNode(chain.para(), http, LIMITS, new Heads(20));
        var log = new BridgeLog(broker.bootstrapServers(), "real")) {
      chain.awaitStarted();
      node.connect(() -> {});
      log.genesis(node.genesisHash());
      log.operator(1, alice, sealing);
      log.operator(2, bob, sealing);
      var codec = new RuntimeCodec(RuntimeMetadata.decode(node.metadata(node.bestHead())));
      long pools = pools(node, codec);
      letBobActForCharlie(node, codec);
      var first = new SubmitterRun(plan(broker, chain), sealing);
      try (var standby = new SubmitterRun(plan(broker, chain), copyOf(sealing))) {
        first.start();
        AccountId operator = alice.account();
        log.request("single", operator, Optional.empty(), createPool());
        log.awaitFinalized(DEADLINE, "single");
        awaitProxy(node, codec);
        standby.start();
        log.request("first", operator, Optional.empty(), createPool());
        log.request("failing", operator, Optional.empty(), addUnregisteredWorker(pools));
        log.request("last", operator, Optional.empty(), createPool());
        var owner = Optional.of(charlie.account());
        log.request("proxied", bob.account(), owner, createPool());
        log.awaitFinalized(DEADLINE, "last", "proxied");
        assertEquals(Role.STANDBY, standby.state().role());
        log.request("proxied-failing", bob.account(), owner, addUnregisteredWorker(pools));
        log.request("proxied-last", bob.account(), owner, createPool());
        // Its end finds these two in the log, taken, signed or sent: the standby goes on from
        // there.
        first.close();
        log.awaitFinalized(DEADLINE, "proxied-last");
        assertEquals(Role.ACTIVE, standby.state().role());
      }

      assertSucceeded(log, "single", 1);
      assertSucceeded(log, "first", 3);
      assertNotRegistered(log, "failing", 3);
      assertSucceeded(log, "last", 3);
      assertSucceeded(log, "proxied", 1);
      assertNotRegistered(log, "proxied-failing", 2);
      assertSucceeded(log, "proxied-last", 2);
      assertEquals(4, log.events().stream().filter(TransactionEventRecord::hasSigned).count());
      assertEquals(pools + 5, pools(node, codec), "pools on the chain");
    }
  }

  private SubmitterRun.Plan plan(EmbeddedBroker broker, RealChain chain) {
    return new SubmitterRun.Plan(
        broker.bootstrapServers(),
        "real",
        1,
        (short) 1,
        List.of(chain.para()),
        LIMITS,
        20,
        Optional.empty(),
        Duration.ofSeconds(10),
        SETTINGS);
  }

  private static SealingKeyPair copyOf(SealingKeyPair sealing) {
    return SealingKeyPair.fromPrivateKey(sealing.privateKey());
  }

  private static ChainCall createPool() {
    return ChainCall.newBuilder().setCreateStakePool(CreateStakePool.getDefaultInstance()).build();
  }

  private static ChainCall addUnregisteredWorker(long pid) {
    byte[] key = new byte[32];
    key[0] = 7;
    return ChainCall.newBuilder()
        .setAddWorker(AddWorker.newBuilder().setPid(pid).setPublicKey(ByteString.copyFrom(key)))
        .build();
  }

  private void letBobActForCharlie(RpcParaNode node, RuntimeCodec codec) throws Exception {
    Hash256 genesis = node.genesisHash();
    RuntimeVersion version = node.runtimeVersion(node.bestHead());
    var point = new ChainPoint(version.specVersion(), version.transactionVersion(), genesis);
    var call =
        codec.call(
            "Proxy",
            "add_proxy",
            Map.of(
                "delegate", Value.variant("Id", Value.of(bob.account().bytes())),
                "proxy_type", Value.variant("StakePoolManager"),
                "delay", Value.of(0)));
    var terms = Terms.of(Era.immortal(), genesis, node.accountNextIndex(charlie.account()));
    var signed = new ExtrinsicBuilder(codec, point).sign(call, terms, charlie);
    assertEquals(new SubmitAnswer.Accepted(), node.submit(signed.encoded()));
  }

  private void awaitProxy(RpcParaNode node, RuntimeCodec codec) throws InterruptedException {
    Eventually.holds(
        DEADLINE,
        () -> "the proxy is not on the chain",
        () -> has(node, codec.storageKey("Proxy", "Proxies", Value.of(charlie.account().bytes()))));
  }

  private static boolean has(RpcParaNode node, Bytes key) {
    try {
      return node.storage(key, node.finalizedHead()).isPresent();
    } catch (NodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long pools(RpcParaNode node, RuntimeCodec codec) throws Exception {
    return node.storage(codec.storageKey("PhalaBasePool", "PoolCount"), node.finalizedHead())
        .map(value -> codec.storageValue("PhalaBasePool", "PoolCount", value))
        .map(value -> value instanceof Value.Int count ? count.value().longValueExact() : -1L)
        .orElse(0L);
  }

  private static TransactionFinalized onlyTransactionOf(BridgeLog log, String request, int calls) {
    List<TransactionFinalized> all = log.finalized(request);
    assertEquals(1, all.size(), () -> request + ": " + all);
    assertEquals(calls, all.getFirst().getResultsCount(), () -> request + ": " + all);
    assertTrue(new BigInteger(all.getFirst().getFee()).signum() > 0, all::toString);
    return all.getFirst();
  }

  private static CallResult resultOf(BridgeLog log, String request, int calls) {
    return onlyTransactionOf(log, request, calls).getResultsList().stream()
        .filter(result -> result.getRequestId().equals(request))
        .findFirst()
        .orElseThrow();
  }

  private static void assertSucceeded(BridgeLog log, String request, int calls) {
    CallResult result = resultOf(log, request, calls);
    assertFalse(result.hasFailure(), result::toString);
  }

  private static void assertNotRegistered(BridgeLog log, String request, int calls) {
    CallFailure failure = resultOf(log, request, calls).getFailure();
    assertEquals(CallFailureKind.MODULE, failure.getKind(), failure::toString);
    assertEquals("PhalaStakePoolv2", failure.getPallet());
    assertEquals("WorkerNotRegistered", failure.getName());
  }
}
