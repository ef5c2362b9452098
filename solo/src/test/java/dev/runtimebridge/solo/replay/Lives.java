package dev.runtimebridge.solo.replay;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.CreatePool;
import dev.runtimebridge.schemas.v1.CreateWorker;
import dev.runtimebridge.schemas.v1.DeletePool;
import dev.runtimebridge.schemas.v1.DeleteWorker;
import dev.runtimebridge.schemas.v1.ForceRegister;
import dev.runtimebridge.schemas.v1.KickWorker;
import dev.runtimebridge.schemas.v1.LeavePool;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.RemovePoolOperator;
import dev.runtimebridge.schemas.v1.RestartWorker;
import dev.runtimebridge.schemas.v1.SetPoolOperator;
import dev.runtimebridge.schemas.v1.StartWorker;
import dev.runtimebridge.schemas.v1.StartWorkerComputing;
import dev.runtimebridge.schemas.v1.StopWorker;
import dev.runtimebridge.schemas.v1.StopWorkerComputing;
import dev.runtimebridge.schemas.v1.TakeCheckpoint;
import dev.runtimebridge.schemas.v1.UpdateEndpoints;
import dev.runtimebridge.schemas.v1.UpdatePool;
import dev.runtimebridge.schemas.v1.UpdateWorker;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.Aggregate;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.AggregateRules;
import dev.runtimebridge.syncer.domain.CallFailure;
import dev.runtimebridge.syncer.domain.CallResult;
import dev.runtimebridge.syncer.domain.ChainCall;
import dev.runtimebridge.syncer.domain.Errand;
import dev.runtimebridge.syncer.domain.Failure;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.domain.Heights;
import dev.runtimebridge.syncer.domain.Input;
import dev.runtimebridge.syncer.domain.LifePolicy;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.domain.PendingCall;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import dev.runtimebridge.syncer.domain.Stage;
import dev.runtimebridge.syncer.domain.TipPolicy;
import dev.runtimebridge.syncer.domain.WorkerCommand;
import dev.runtimebridge.syncer.domain.WorkerState;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import dev.runtimebridge.syncer.topology.ObservationCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Lives of workers as a bridge meets them, drawn by lot: what operators ask for and what sessions
 * see, from nothing to computing and back, with all that goes wrong. The real rules decide what
 * comes next, so that nothing is seen that could not be.
 */
final class Lives {
  static final TipPolicy TIP = new TipPolicy(5, 5, 60, 40);

  private static final Bytes OPERATOR = Bytes.fromHex("0b".repeat(32));
  private static final String DRIVER = "driver";

  private final Random random;
  private final AggregateRules rules = new AggregateRules(TIP, LifePolicy.USUAL);
  private final BiConsumer<String, Message> log;
  private final List<OneLife> lives = new ArrayList<>();
  private Instant now;
  private long events;

  /** One worker: its state, and the chain's side of it. */
  private static final class OneLife {
    private final AggregateId id;
    private final String name;
    private final TinyLife chain;
    private Aggregate state;
    private Heights heights = Heights.NONE;

    private OneLife(int number) {
      UUID uuid = UUID.nameUUIDFromBytes(("w" + number).getBytes(StandardCharsets.UTF_8));
      id = new AggregateId("worker/" + uuid);
      name = "w" + number;
      chain = new TinyLife(Bytes.fromHex("%064x".formatted(number + 1)), OPERATOR);
      state = Aggregate.unseen(id);
    }
  }

  /** Lives of {@code workers}, from {@code begin} on; {@code log} gets each input, in order. */
  Lives(long seed, int workers, Instant begin, BiConsumer<String, Message> log) {
    this.random = new Random(seed);
    this.now = begin;
    this.log = log;
    for (int i = 0; i < workers; i++) {
      lives.add(new OneLife(i));
    }
  }

  /** Goes on until at least so many events of workers have come of it. */
  void until(long wanted) {
    pools();
    while (events < wanted) {
      now = now.plusMillis(1 + random.nextInt(200));
      step(lives.get(random.nextInt(lives.size())));
    }
    // Rare enough to be missed by the lot.
    takeACheckpoint();
    tell(lives.getFirst(), new WorkerCommand.LeavePool());
    tell(lives.getFirst(), new WorkerCommand.DeleteWorker());
  }

  /** Of the first worker that can be asked for one. */
  private void takeACheckpoint() {
    for (OneLife life : lives) {
      tell(life, new WorkerCommand.TakeCheckpoint());
      if (life.state.state() instanceof Active active
          && active.life().errand().isPresent()
          && active.life().errand().get() instanceof Errand.TakeCheckpoint take) {
        observe(life, new Observation.CheckpointTaken(take.id(), life.chain.block()));
        return;
      }
    }
  }

  private void pools() {
    for (int pid = 1; pid <= 3; pid++) {
      var config = PoolConfig.newBuilder().setPid(pid).setName("pool " + pid);
      pool(pid, command().setCreatePool(CreatePool.newBuilder().setConfig(config)));
      pool(pid, command().setUpdatePool(UpdatePool.newBuilder().setConfig(config.setName("p"))));
      pool(pid, command().setCreatePool(CreatePool.newBuilder().setConfig(config)));
      var operator =
          PoolOperator.newBuilder().setAccount(ByteString.copyFrom(OPERATOR.toByteArray()));
      operator
          .getSecretBuilder()
          .setKeyId("0011223344556677")
          .setEncapsulatedKey(ByteString.copyFrom(new byte[32]))
          .setCiphertext(ByteString.copyFrom(new byte[80]));
      pool(pid, command().setSetPoolOperator(SetPoolOperator.newBuilder().setOperator(operator)));
    }
    pool(2, command().setRemovePoolOperator(RemovePoolOperator.getDefaultInstance()));
    pool(3, command().setDeletePool(DeletePool.getDefaultInstance()));
  }

  private void pool(int pid, WorkerCommandRecord.Builder command) {
    String key = "pool/" + pid;
    log.accept(key, command.setAggregateId(key).build());
  }

  private void step(OneLife life) {
    switch (life.state.state()) {
      case WorkerState.Unseen unseen -> create(life);
      case WorkerState.Removed removed -> create(life);
      case WorkerState.Disabled disabled -> start(life);
      case Active active when active.driver().isEmpty() ->
          observe(life, new Observation.SessionOpened());
      case Active active -> driven(life, active);
      default -> throw new IllegalStateException("a pool among the workers");
    }
  }

  private void create(OneLife life) {
    tell(life, new WorkerCommand.CreateWorker(config(life, "http://here:1")));
  }

  private void start(OneLife life) {
    tell(
        life,
        random.nextInt(5) == 0
            ? new WorkerCommand.DeleteWorker()
            : new WorkerCommand.StartWorker());
  }

  private void driven(OneLife life, Active active) {
    if (active.life().call().filter(call -> waits(call)).isPresent() && random.nextInt(3) == 0) {
      outcome(life, active.life().call().orElseThrow().requestId(), Optional.of(active));
      return;
    }
    if (!active.life().inFlight().isEmpty() && random.nextInt(2) == 0) {
      outcome(life, active.life().inFlight().getFirst().requestId(), Optional.empty());
      return;
    }
    if (active.life().errand().isPresent() && random.nextInt(2) == 0) {
      answer(life, active.life().errand().get());
      return;
    }
    int lot = random.nextInt(100);
    if (lot < 4) {
      command(life, active);
    } else if (lot < 14) {
      fail(life, active);
    } else if (lot < 16) {
      restart(life);
    } else if (active.progress().isEmpty() || active.stage() == Stage.INITIALIZING) {
      initialize(life, active);
    } else if (lot < 45) {
      heights(life);
    } else if (lot < 60) {
      egress(life);
    } else {
      facts(life, lot);
    }
  }

  private static boolean waits(PendingCall call) {
    return call.retryAt().isEmpty() && call.succeededAt() == 0 && !call.requestId().isEmpty();
  }

  private void command(OneLife life, Active active) {
    tell(
        life,
        switch (random.nextInt(12)) {
          case 0 -> new WorkerCommand.StopWorker();
          case 1 -> new WorkerCommand.RestartWorker();
          case 2 ->
              new WorkerCommand.UpdateWorker(config(life, "http://there:" + random.nextInt(9)));
          case 3 -> new WorkerCommand.UpdateWorker(config(life, active.config().endpoint()));
          case 4 -> new WorkerCommand.TakeCheckpoint();
          case 5 -> new WorkerCommand.UpdateEndpoints(List.of("http://out:1"));
          case 6 -> new WorkerCommand.ForceRegister();
          case 7 -> new WorkerCommand.KickWorker();
          case 8 -> new WorkerCommand.StopWorkerComputing();
          case 9 -> new WorkerCommand.LeavePool();
          case 10 -> new WorkerCommand.CreateWorker(config(life, "http://again:1"));
          default -> new WorkerCommand.StartWorkerComputing();
        });
  }

  private void fail(OneLife life, Active active) {
    var kinds = FailureKind.values();
    int attempt = active.retry().map(failure -> failure.attempt() + 1).orElse(1);
    FailureKind kind =
        attempt > 1 && random.nextInt(4) > 0
            ? active.retry().orElseThrow().kind()
            : kinds[random.nextInt(kinds.length)];
    var failure = new Failure(active.stage(), kind, "it said no", attempt, now.plusSeconds(3));
    observe(life, new Observation.RequestFailed(failure));
  }

  private void initialize(OneLife life, Active active) {
    int lot = random.nextInt(4);
    if (active.progress().isEmpty() || active.stage() == Stage.STARTING) {
      observe(life, new Observation.RuntimeSeen(runtime(life, lot > 1)));
    } else if (lot == 0) {
      observe(life, new Observation.ChainStateLoading(50));
      observe(life, new Observation.ChainStateLoaded(50));
    } else {
      observe(life, new Observation.RuntimeInitialized(life.chain.key().hex().substring(2), "bb"));
      heights(life);
    }
  }

  private void heights(OneLife life) {
    life.chain.passes(random.nextInt(3));
    int lot = random.nextInt(20);
    if (lot == 0) {
      life.heights = at(Math.max(1, life.chain.block() - 90));
    } else if (lot == 1
        && life.state.state() instanceof Active active
        && active.stage().isAtTip()) {
      // It stands still while the chain goes on.
      life.chain.passes(TIP.paraFellBehind() + 1);
    } else {
      life.heights = at(life.chain.block());
    }
    long block = life.chain.block();
    observe(
        life,
        new Observation.HeightsSeen(
            life.heights, "cc", new Reach(2 * block, block, 2 * block, block)));
  }

  private static Heights at(long block) {
    return new Heights(2 * block + 1, block + 1, block + 1);
  }

  private void restart(OneLife life) {
    life.heights = random.nextBoolean() ? Heights.NONE : life.heights;
    observe(life, new Observation.RuntimeSeen(runtime(life, life.heights.nextRelayHeader() > 0)));
  }

  private void egress(OneLife life) {
    long next = life.chain.nextSequence();
    var sender = Bytes.concat(new byte[] {2}, life.chain.key().toByteArray());
    List<ChainCall.SyncOffchainMessage> messages = new ArrayList<>();
    for (long sequence = next; sequence < next + 1 + random.nextInt(2); sequence++) {
      messages.add(
          new ChainCall.SyncOffchainMessage(Bytes.utf8("message " + sequence), sender, sequence));
    }
    observe(life, new Observation.EgressSeen(messages));
  }

  private void facts(OneLife life, int lot) {
    life.chain.passes(1 + random.nextInt(4));
    if (lot > 96) {
      life.chain.missesHeartbeats();
    } else if (lot > 90) {
      life.chain.answersAgain();
    }
    observe(life, new Observation.FactsSeen(life.chain.facts()));
  }

  private void outcome(OneLife life, String request, Optional<Active> caller) {
    boolean fails = random.nextInt(6) == 0;
    Optional<CallFailure> failure =
        fails
            ? Optional.of(
                new CallFailure(CallFailure.Kind.MODULE, "PhalaMq", "BadSequence", "words"))
            : Optional.empty();
    life.chain.passes(1);
    if (!fails) {
      caller.ifPresentOrElse(
          active -> life.chain.take(active.life().call().orElseThrow().kind()),
          life.chain::delivered);
    }
    apply(
        life,
        new Input.Observed(
            id(),
            now,
            0,
            "",
            new Observation.CallOutcomeSeen(new CallResult(request, failure), life.chain.block())));
  }

  private void answer(OneLife life, Errand errand) {
    observe(
        life,
        switch (errand) {
          case Errand fails when random.nextInt(5) == 0 ->
              new Observation.ErrandFailed(fails.id(), "pRuntime does not want to");
          case Errand.FetchRegistration fetch ->
              new Observation.RegistrationInfoSeen(
                  fetch.id(),
                  new ChainCall.RegisterWorker(
                      Bytes.utf8("info"), Bytes.utf8("attestation"), false));
          case Errand.SignEndpoints sign ->
              new Observation.EndpointsSigned(
                  sign.id(),
                  new ChainCall.UpdateWorkerEndpoint(Bytes.utf8("payload"), Bytes.utf8("sig")));
          case Errand.TakeCheckpoint take -> new Observation.CheckpointTaken(take.id(), 70);
          case Errand.KickWorker kick -> new Observation.RuntimeKicked(kick.id());
        });
  }

  private RuntimeFacts runtime(OneLife life, boolean initialized) {
    return new RuntimeFacts(
        initialized,
        false,
        life.chain.key().hex().substring(2),
        "bb",
        initialized ? life.heights : Heights.NONE,
        "cc",
        false,
        true,
        "2.2.0",
        "abc",
        random.nextInt(1 << 30),
        1L << 31,
        true,
        0,
        List.of("dcap"),
        900,
        false);
  }

  private static dev.runtimebridge.syncer.domain.WorkerConfig config(OneLife life, String where) {
    return new dev.runtimebridge.syncer.domain.WorkerConfig(
        life.name, where, 1, "1000", true, false, false);
  }

  private void observe(OneLife life, Observation observation) {
    boolean opens = observation instanceof Observation.SessionOpened;
    long epoch = life.state.state() instanceof Active active ? active.epoch() : 0;
    apply(life, new Input.Observed(id(), now, opens ? epoch + 1 : epoch, DRIVER, observation));
  }

  private void tell(OneLife life, WorkerCommand command) {
    apply(life, new Input.Commanded(id(), now, command));
  }

  private void apply(OneLife life, Input input) {
    AggregateRules.Outcome outcome = rules.apply(life.id, life.state, input);
    life.state = outcome.after();
    events += outcome.events().size();
    log.accept(
        life.id.value(),
        switch (input) {
          case Input.Observed observed -> ObservationCodec.write(life.id, observed);
          case Input.Commanded(var id, var time, WorkerCommand command) ->
              record(life, id, command);
          case Input.Commanded commanded ->
              throw new IllegalStateException("a pool's command for a worker");
        });
  }

  private WorkerCommandRecord record(OneLife life, String id, WorkerCommand command) {
    var to = command().setId(id).setAggregateId(life.id.value());
    return switch (command) {
      case WorkerCommand.CreateWorker(var config) ->
          to.setCreateWorker(CreateWorker.newBuilder().setConfig(record(config))).build();
      case WorkerCommand.UpdateWorker(var config, var expected) -> {
        UpdateWorker.Builder update = UpdateWorker.newBuilder().setConfig(record(config));
        expected.ifPresent(before -> update.setExpected(record(before)));
        yield to.setUpdateWorker(update).build();
      }
      case WorkerCommand.DeleteWorker() ->
          to.setDeleteWorker(DeleteWorker.getDefaultInstance()).build();
      case WorkerCommand.StartWorker() ->
          to.setStartWorker(StartWorker.getDefaultInstance()).build();
      case WorkerCommand.StopWorker() -> to.setStopWorker(StopWorker.getDefaultInstance()).build();
      case WorkerCommand.RestartWorker() ->
          to.setRestartWorker(RestartWorker.getDefaultInstance()).build();
      case WorkerCommand.StartWorkerComputing() ->
          to.setStartWorkerComputing(StartWorkerComputing.getDefaultInstance()).build();
      case WorkerCommand.StopWorkerComputing() ->
          to.setStopWorkerComputing(StopWorkerComputing.getDefaultInstance()).build();
      case WorkerCommand.LeavePool() -> to.setLeavePool(LeavePool.getDefaultInstance()).build();
      case WorkerCommand.ForceRegister() ->
          to.setForceRegister(ForceRegister.getDefaultInstance()).build();
      case WorkerCommand.UpdateEndpoints(var endpoints) ->
          to.setUpdateEndpoints(UpdateEndpoints.newBuilder().addAllEndpoints(endpoints)).build();
      case WorkerCommand.TakeCheckpoint() ->
          to.setTakeCheckpoint(TakeCheckpoint.getDefaultInstance()).build();
      case WorkerCommand.KickWorker() -> to.setKickWorker(KickWorker.getDefaultInstance()).build();
    };
  }

  private static WorkerConfig record(dev.runtimebridge.syncer.domain.WorkerConfig config) {
    return WorkerConfig.newBuilder()
        .setName(config.name())
        .setEndpoint(config.endpoint())
        .setPid(config.pid())
        .setStake(config.stake())
        .setEnabled(config.enabled())
        .build();
  }

  private WorkerCommandRecord.Builder command() {
    return WorkerCommandRecord.newBuilder()
        .setId(id())
        .setTime(Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
        .setIssuedBy("operator");
  }

  private String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
