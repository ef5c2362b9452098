package dev.runtimebridge.lifecycle.alert;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.BalanceSeen;
import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainCall;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.NodeHealth;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.schemas.v1.RequestFailed;
import dev.runtimebridge.schemas.v1.RequestRefused;
import dev.runtimebridge.schemas.v1.RetryScheduled;
import dev.runtimebridge.schemas.v1.RuntimeFacts;
import dev.runtimebridge.schemas.v1.StartComputing;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionFinalized;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.TransactionSigned;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerProgress;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A log that is written by hand, what an API makes of it, and a clock that goes when it is told.
 */
final class Scene {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final ByteString OPERATOR = ByteString.copyFrom(new byte[32]);

  private final AlertSettings settings;
  private final List<Consumer<Tables>> log = new ArrayList<>();
  private Instant now = NOON;
  private Tables tables = new Tables(1_000);
  private FailedCalls failed = new FailedCalls(tables.transactions());
  private AlertBoard board;

  Scene(AlertSettings settings) {
    this.settings = settings;
    this.board = new AlertBoard(settings);
  }

  Scene() {
    this(AlertSettings.USUAL);
  }

  /** Where a rule is switched off, for tests in which no block comes for a while. */
  static Scene without(Rule rule) {
    RuleSettings usual = rule.usual();
    return new Scene(
        new AlertSettings(
            Map.of(
                rule,
                new RuleSettings(
                    false, usual.severity(), usual.holdsFor(), usual.keep(), usual.threshold())),
            AlertSettings.USUAL.toldSingly()));
  }

  AlertBoard board() {
    return board;
  }

  Instant now() {
    return now;
  }

  /** Time goes on, in looks of five seconds; what the last of them has changed. */
  Changes after(Duration time) {
    Changes last = look();
    for (Instant end = now.plus(time); now.isBefore(end); last = look()) {
      now = now.plusSeconds(5).isBefore(end) ? now.plusSeconds(5) : end;
    }
    return last;
  }

  Changes look() {
    return board.look(Symptoms.of(situation(), settings), now);
  }

  List<Symptom> symptoms() {
    return Symptoms.of(situation(), settings);
  }

  private Situation situation() {
    return new Situation(
        tables, failed.after(now.minus(Duration.ofHours(1))), Addresses.PHALA, now);
  }

  /** The API is started again and reads the log from its beginning. */
  void restart() {
    tables = new Tables(1_000);
    failed = new FailedCalls(tables.transactions());
    board = new AlertBoard(settings);
    log.forEach(record -> record.accept(tables));
  }

  List<String> standing() {
    return board.standing().stream().map(Alert::id).toList();
  }

  private void write(Consumer<Tables> record) {
    log.add(record);
    record.accept(tables);
  }

  static String id(String worker) {
    return WorkerId.ofName(worker).toString();
  }

  /** A worker of pool 1 that has all blocks up to 99 and computes, but for {@code change}. */
  void worker(String name, UnaryOperator<WorkerState.Builder> change) {
    var state =
        WorkerState.newBuilder()
            .setConfig(
                WorkerConfig.newBuilder()
                    .setName(name)
                    .setPid(1)
                    .setEnabled(true)
                    .setEndpoint("http://%s:8000".formatted(name)))
            .setStage(WorkerStage.COMPUTING)
            .setDriver("syncer-1")
            .setStageSince(time(NOON.minus(Duration.ofDays(1))))
            .setProgress(progress(100));
    AggregateStateRecord record =
        AggregateStateRecord.newBuilder()
            .setAggregateId(WorkerId.ofName(name).aggregateId())
            .setWorker(change.apply(state))
            .build();
    write(to -> to.apply(record));
  }

  void worker(String name) {
    worker(name, same -> same);
  }

  /** What a session has read now: the next block that the worker expects. */
  WorkerProgress progress(int nextPara) {
    return WorkerProgress.newBuilder()
        .setSeen(time(now))
        .setFacts(
            RuntimeFacts.newBuilder()
                .setHeights(
                    SyncHeights.newBuilder()
                        .setNextParaBlock(nextPara)
                        .setNextParaHeader(nextPara)
                        .setNextRelayHeader(2 * nextPara)))
        .build();
  }

  void event(String worker, UnaryOperator<WorkerEventRecord.Builder> what) {
    WorkerEventRecord event =
        what.apply(
                WorkerEventRecord.newBuilder()
                    .setAggregateId(WorkerId.ofName(worker).aggregateId())
                    .setMeta(EventMeta.newBuilder().setTime(time(now))))
            .build();
    write(to -> to.apply(event, new Place(0, log.size())));
  }

  static RequestFailed failure(FailureKind kind, String message) {
    return RequestFailed.newBuilder().setKind(kind).setMessage(message).setAttempt(1).build();
  }

  /** The worker's requests begin to fail now. */
  void fails(String worker, FailureKind kind, String message) {
    event(
        worker,
        it -> it.setRetryScheduled(RetryScheduled.newBuilder().setFailure(failure(kind, message))));
    WorkerProgress before = progress(100);
    worker(worker, state -> state.setProgress(before).setRetry(failure(kind, message)));
  }

  void pool(long pid) {
    AggregateStateRecord record =
        AggregateStateRecord.newBuilder()
            .setAggregateId("pool/" + pid)
            .setPool(
                PoolState.newBuilder()
                    .setConfig(PoolConfig.newBuilder().setPid(pid).setName("pool-" + pid))
                    .setOperator(PoolOperator.newBuilder().setAccount(OPERATOR)))
            .build();
    write(to -> to.apply(record));
  }

  void published(Chain chain, int number, NodeHealth... nodes) {
    ChainTip tip =
        ChainTip.newBuilder()
            .setChain(chain)
            .setPublishedNumber(number)
            .setFinalizedNumber(number)
            .setTime(time(now))
            .addAllNodes(List.of(nodes))
            .build();
    write(to -> to.apply(tip));
  }

  NodeHealth node(String endpoint, boolean healthy, String reason) {
    return NodeHealth.newBuilder()
        .setEndpoint(endpoint)
        .setHealthy(healthy)
        .setReason(reason)
        .setSince(time(now))
        .build();
  }

  void balance(String free, boolean low) {
    journal(it -> it.setBalanceSeen(BalanceSeen.newBuilder().setFree(free).setLow(low)));
  }

  void asksToStart(String worker, String request) {
    TransactionRequestRecord record =
        TransactionRequestRecord.newBuilder()
            .setId(request)
            .setTime(time(now))
            .setAggregateId(WorkerId.ofName(worker).aggregateId())
            .setPid(1)
            .setOperator(OPERATOR)
            .setCall(
                ChainCall.newBuilder()
                    .setStartComputing(
                        StartComputing.newBuilder().setPid(1).setStake("1500000000000000")))
            .build();
    write(to -> to.apply(record));
  }

  void refused(String request, CallFailure why) {
    journal(
        it ->
            it.setRequestRefused(
                RequestRefused.newBuilder()
                    .setResult(CallResult.newBuilder().setRequestId(request).setFailure(why))));
  }

  void succeeded(String request) {
    ByteString hash = ByteString.copyFromUtf8(request);
    journal(
        it -> it.setSigned(TransactionSigned.newBuilder().setHash(hash).addRequestIds(request)));
    journal(
        it ->
            it.setFinalized(
                TransactionFinalized.newBuilder()
                    .setHash(hash)
                    .addResults(CallResult.newBuilder().setRequestId(request))));
  }

  void journal(UnaryOperator<TransactionEventRecord.Builder> what) {
    TransactionEventRecord event =
        what.apply(TransactionEventRecord.newBuilder().setOperator(OPERATOR).setTime(time(now)))
            .build();
    write(to -> to.apply(event));
  }

  static Timestamp time(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }
}
