package dev.runtimebridge.syncer.topology;

import static dev.runtimebridge.syncer.topology.FactsCodec.u32;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.RegisteredWorker;
import dev.runtimebridge.schemas.v1.Session;
import dev.runtimebridge.schemas.v1.StakePool;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.ComputeSession;
import dev.runtimebridge.syncer.domain.PoolFacts;
import dev.runtimebridge.syncer.domain.PoolOnChain;
import dev.runtimebridge.syncer.domain.Registration;
import dev.runtimebridge.syncer.domain.SessionState;
import dev.runtimebridge.syncer.domain.WorkerFacts;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/** What the chain says, between domain and Protobuf. */
public final class ChainFactsCodec {
  private static final long MOST_SECONDS = 0xffff_ffffL;

  private ChainFactsCodec() {}

  static WorkerFacts read(dev.runtimebridge.schemas.v1.WorkerFacts from) {
    return new WorkerFacts(
        Amounts.read(from.getPublicKey()),
        Integer.toUnsignedLong(from.getBlockNumber()),
        time(from.getBlockTimeMs()),
        from.hasRegistration() ? Optional.of(read(from.getRegistration())) : Optional.empty(),
        from.hasAssignedPid() ? Optional.of(from.getAssignedPid()) : Optional.empty(),
        optional(from.hasSessionAccount(), from.getSessionAccount()),
        from.hasSession() ? Optional.of(read(from.getSession())) : Optional.empty(),
        Amounts.read(from.getStaked()),
        from.getNextSequence(),
        from.getEndpointsList(),
        seconds(from.getCoolDownSeconds()),
        from.getNextGatekeeperSequence(),
        read(from.getPool()));
  }

  static dev.runtimebridge.schemas.v1.WorkerFacts write(WorkerFacts from) {
    var to =
        dev.runtimebridge.schemas.v1.WorkerFacts.newBuilder()
            .setPublicKey(Amounts.write(from.publicKey()))
            .setBlockNumber(u32(from.blockNumber()))
            .setBlockTimeMs(from.blockTime().toEpochMilli())
            .setStaked(from.staked().toString())
            .setNextSequence(from.nextSequence())
            .addAllEndpoints(from.endpoints())
            .setCoolDownSeconds(from.coolDownSeconds())
            .setNextGatekeeperSequence(from.nextGatekeeperSequence())
            .setPool(write(from.pool()));
    from.registration().map(ChainFactsCodec::write).ifPresent(to::setRegistration);
    from.assignedPid().ifPresent(to::setAssignedPid);
    from.sessionAccount().map(Amounts::write).ifPresent(to::setSessionAccount);
    from.session().map(ChainFactsCodec::write).ifPresent(to::setSession);
    return to.build();
  }

  /** The registration that a record of {@code chain.para-state} tells. */
  public static Registration read(RegisteredWorker from) {
    return new Registration(
        Amounts.read(from.getPublicKey()),
        Integer.toUnsignedLong(from.getRuntimeVersion()),
        seconds(from.getLastUpdated()),
        optional(from.hasOperator(), from.getOperator()),
        from.getAttestationProvider(),
        from.getConfidenceLevel(),
        from.hasInitialScore()
            ? Optional.of(Integer.toUnsignedLong(from.getInitialScore()))
            : Optional.empty());
  }

  private static RegisteredWorker write(Registration from) {
    var to =
        RegisteredWorker.newBuilder()
            .setPublicKey(Amounts.write(from.publicKey()))
            .setRuntimeVersion(u32(from.runtimeVersion()))
            .setLastUpdated(from.lastUpdated())
            .setAttestationProvider(from.attestationProvider())
            .setConfidenceLevel(from.confidenceLevel());
    from.operator().map(Amounts::write).ifPresent(to::setOperator);
    from.initialScore().ifPresent(score -> to.setInitialScore(u32(score)));
    return to.build();
  }

  /** The session that a record of {@code chain.para-state} tells. */
  public static ComputeSession read(Session from) {
    return new ComputeSession(
        Amounts.read(from.getSession()),
        state(from.getState()),
        Amounts.read(from.getVeBits()),
        Amounts.read(from.getVBits()),
        from.getVUpdatedAt(),
        Integer.toUnsignedLong(from.getPInit()),
        Integer.toUnsignedLong(from.getPInstant()),
        from.getIterations(),
        seconds(from.getCoolDownStart()),
        from.getTotalReward());
  }

  private static Session write(ComputeSession from) {
    return Session.newBuilder()
        .setSession(Amounts.write(from.account()))
        .setState(
            dev.runtimebridge.schemas.v1.SessionState.valueOf("SESSION_" + from.state().name()))
        .setVeBits(Amounts.write(from.ve()))
        .setVBits(Amounts.write(from.v()))
        .setVUpdatedAt(from.vUpdatedAt())
        .setPInit(u32(from.initialP()))
        .setPInstant(u32(from.instantP()))
        .setIterations(from.iterations())
        .setCoolDownStart(from.coolDownStart())
        .setTotalReward(from.totalReward())
        .build();
  }

  private static SessionState state(dev.runtimebridge.schemas.v1.SessionState from) {
    return switch (from) {
      case SESSION_READY -> SessionState.READY;
      case SESSION_WORKER_IDLE -> SessionState.WORKER_IDLE;
      case SESSION_WORKER_UNRESPONSIVE -> SessionState.WORKER_UNRESPONSIVE;
      case SESSION_WORKER_COOLING_DOWN -> SessionState.WORKER_COOLING_DOWN;
      case SESSION_STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw new UnreadableRecord("no state of a session: " + from);
    };
  }

  private static PoolFacts read(dev.runtimebridge.schemas.v1.PoolFacts from) {
    return new PoolFacts(
        from.getPid(),
        from.getKnown(),
        from.getSyncOnly(),
        optional(from.hasOperator(), from.getOperator()),
        optional(from.hasProxied(), from.getProxied()),
        from.hasOnChain() ? Optional.of(read(from.getOnChain())) : Optional.empty(),
        from.getFreeStake().isEmpty()
            ? Optional.empty()
            : Optional.of(Amounts.read(from.getFreeStake())));
  }

  private static dev.runtimebridge.schemas.v1.PoolFacts write(PoolFacts from) {
    var to =
        dev.runtimebridge.schemas.v1.PoolFacts.newBuilder()
            .setPid(from.pid())
            .setKnown(from.known())
            .setSyncOnly(from.syncOnly());
    from.operator().map(Amounts::write).ifPresent(to::setOperator);
    from.proxied().map(Amounts::write).ifPresent(to::setProxied);
    from.onChain().map(ChainFactsCodec::write).ifPresent(to::setOnChain);
    from.freeStake().map(BigInteger::toString).ifPresent(to::setFreeStake);
    return to.build();
  }

  /** The pool that a record of {@code chain.para-state} tells. */
  public static PoolOnChain read(StakePool from) {
    return new PoolOnChain(
        from.getPid(),
        Amounts.read(from.getOwner()),
        Integer.toUnsignedLong(from.getWorkerCount()),
        Integer.toUnsignedLong(from.getCoolingDownCount()),
        Amounts.read(from.getPoolAccount()));
  }

  private static StakePool write(PoolOnChain from) {
    return StakePool.newBuilder()
        .setPid(from.pid())
        .setOwner(Amounts.write(from.owner()))
        .setWorkerCount(u32(from.workerCount()))
        .setCoolingDownCount(u32(from.coolingDownCount()))
        .setPoolAccount(Amounts.write(from.poolAccount()))
        .build();
  }

  /** An amount that a record of {@code chain.para-state} tells, in smallest units. */
  public static BigInteger amount(String digits) {
    return Amounts.read(digits);
  }

  private static Optional<Bytes> optional(boolean present, ByteString value) {
    return present ? Optional.of(Amounts.read(value)) : Optional.empty();
  }

  private static Instant time(long millis) {
    return Instant.ofEpochMilli(Math.clamp(millis, 0, MOST_SECONDS * 1000));
  }

  /** What a time can hold, so that no arithmetic on it fails later. */
  private static long seconds(long unix) {
    return unix < 0 || unix > MOST_SECONDS ? MOST_SECONDS : unix;
  }
}
