package dev.runtimebridge.lifecycle.domain;

import static dev.runtimebridge.fuzzing.Bounds.OPENING;
import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.lifecycle.table.Queries;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.table.TransactionQueries;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.GetPoolHistoryRequest;
import dev.runtimebridge.schemas.v1.GetWorkerHistoryRequest;
import dev.runtimebridge.schemas.v1.KeyFile;
import dev.runtimebridge.schemas.v1.ListPoolsRequest;
import dev.runtimebridge.schemas.v1.ListTransactionsRequest;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import dev.runtimebridge.schemas.v1.UpdatePoolRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of callers: each is answered or refused in words, and none is an error. */
class RequestsFuzzTest extends FuzzTests {
  private static final int LONGEST_REFUSAL = 2_000;
  private static final SealingKeyPair SUBMITTER = SealingKeyPair.fromPrivateKey(new byte[32]);
  private static final OperatorSecrets SECRETS =
      new OperatorSecrets(
          Addresses.PHALA,
          () -> Optional.of(new SealingTarget(SUBMITTER.keyId(), SUBMITTER.publicKey())));

  @MethodSource("requests")
  @Fuzz
  void commands(byte[] input) {
    Tables tables = tables();
    var pools = new PoolRules(tables);
    var workers = new WorkerRules(tables);
    takes(input, () -> pools.create(CreatePoolRequest.parseFrom(input)));
    takes(input, () -> pools.update(UpdatePoolRequest.parseFrom(input)));
    takes(input, () -> workers.create(CreateWorkerRequest.parseFrom(input)));
    takes(input, () -> workers.update(UpdateWorkerRequest.parseFrom(input)));
    takes(input, () -> workers.act(WorkerRef.parseFrom(input), WorkerAction.DELETE));
  }

  @MethodSource("requests")
  @Fuzz
  void questions(byte[] input) {
    Tables tables = tables();
    var queries = new Queries(tables, places -> Checked.valid(List.of()), Addresses.PHALA);
    var transactions = new TransactionQueries(tables, Addresses.PHALA);
    takes(input, () -> queries.list(ListPoolsRequest.parseFrom(input)));
    takes(input, () -> queries.list(ListWorkersRequest.parseFrom(input)));
    takes(input, () -> queries.history(GetPoolHistoryRequest.parseFrom(input)));
    takes(input, () -> queries.history(GetWorkerHistoryRequest.parseFrom(input)));
    takes(input, () -> transactions.list(ListTransactionsRequest.parseFrom(input)));
  }

  @MethodSource("secrets")
  @Fuzz
  void operator(byte[] input) {
    OPENING.run(
        input,
        () -> check(SECRETS.seal(SetPoolOperatorRequest.parseFrom(input))),
        InvalidProtocolBufferException.class);
  }

  /** A rule applied to a request. */
  private interface Rule {
    Checked<?> apply() throws InvalidProtocolBufferException;
  }

  private static void takes(byte[] input, Rule rule) {
    onlyDeclared(input, () -> check(rule.apply()), InvalidProtocolBufferException.class);
  }

  private static void check(Checked<?> checked) {
    if (checked instanceof Checked.Refused<?>(Refusal refusal)) {
      assertTrue(refusal.sentence().length() < LONGEST_REFUSAL, refusal::sentence);
    }
  }

  private static Tables tables() {
    var tables = new Tables(3);
    tables.apply(
        AggregateStateRecord.newBuilder()
            .setAggregateId("pool/1")
            .setPool(
                PoolState.newBuilder().setConfig(PoolConfig.newBuilder().setPid(1).setName("p")))
            .build());
    tables.apply(
        AggregateStateRecord.newBuilder()
            .setAggregateId(WorkerId.ofName("w").aggregateId())
            .setWorker(
                WorkerState.newBuilder()
                    .setConfig(
                        WorkerConfig.newBuilder()
                            .setName("w")
                            .setPid(1)
                            .setStake("15")
                            .setEndpoint("http://h:1")))
            .build());
    return tables;
  }

  static Stream<byte[]> requests() {
    return Stream.<MessageLite>of(
            CreatePoolRequest.newBuilder().setPid(2).setName("q").build(),
            UpdatePoolRequest.newBuilder().setPid(1).setName("q").build(),
            CreateWorkerRequest.newBuilder()
                .setName("v")
                .setPid(1)
                .setEndpoint("http://h:2/a?b#c")
                .setStake("1500.5")
                .build(),
            UpdateWorkerRequest.newBuilder()
                .setWorker(WorkerRef.newBuilder().setName("w"))
                .setEndpoint("https://[::1]:8000/")
                .setStake("0.000000000001")
                .build(),
            WorkerRef.newBuilder().setId("f81d4fae-7dec-11d0-a765-00a0c91e6bf6").build(),
            ListWorkersRequest.newBuilder().setPageSize(2).setPageToken("dw").build(),
            ListPoolsRequest.newBuilder().setPageToken("MQ").build(),
            GetWorkerHistoryRequest.newBuilder()
                .setWorker(WorkerRef.newBuilder().setName("w"))
                .setLimit(3)
                .build())
        .map(MessageLite::toByteArray);
  }

  static Stream<byte[]> secrets() {
    var request = SetPoolOperatorRequest.newBuilder().setPid(1);
    String account = "412xVbBAbeFGqEnWKpJpAYwXZw3FjNE1BtQZTAnUM3Xv8vVL";
    return Stream.of(
            request.clone().setSecretUri("//Alice"),
            request.clone().setSecretKey("0x" + "00".repeat(64)).setProxied(account),
            request.clone().setKeyFile(KeyFile.newBuilder().setJson("{\"encoded\":\"\"}")))
        .map(each -> each.build().toByteArray());
  }
}
