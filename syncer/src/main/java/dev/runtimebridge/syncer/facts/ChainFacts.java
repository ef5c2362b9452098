package dev.runtimebridge.syncer.facts;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.ParaClock;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.syncer.domain.ComputeSession;
import dev.runtimebridge.syncer.domain.PoolFacts;
import dev.runtimebridge.syncer.domain.PoolOnChain;
import dev.runtimebridge.syncer.domain.Registration;
import dev.runtimebridge.syncer.domain.WorkerFacts;
import dev.runtimebridge.syncer.topology.ChainFactsCodec;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest of {@code chain.para-state}, by what it is about. Not safe for several threads; {@link
 * FactsTable} is.
 */
final class ChainFacts {
  private static final int WORKER_ORIGIN = 2;
  private static final Bytes GATEKEEPERS = Bytes.of(new byte[] {5});

  private final Map<Bytes, Registration> registrations = new HashMap<>();
  private final Map<Bytes, List<String>> endpoints = new HashMap<>();
  private final Map<Bytes, Bytes> bindings = new HashMap<>();
  private final Map<Bytes, Long> assignments = new HashMap<>();
  private final Map<Bytes, ComputeSession> sessions = new HashMap<>();
  private final Map<Bytes, BigInteger> stakes = new HashMap<>();
  private final Map<Bytes, Long> nextSequences = new HashMap<>();
  private final Map<Long, PoolOnChain> pools = new HashMap<>();
  private final Map<Bytes, BigInteger> freeStakes = new HashMap<>();
  private long coolDownSeconds;
  private Optional<ParaClock> clock = Optional.empty();

  /** Takes a record in. */
  void apply(ParaStateRecord from) {
    boolean there = from.hasValue();
    switch (from.getItemCase()) {
      case CLOCK -> clock = Optional.of(from.getClock());
      case WORKER ->
          set(
              registrations,
              bytes(from.getWorker().getPublicKey()),
              there,
              () -> ChainFactsCodec.read(from.getWorker()));
      case ENDPOINTS ->
          set(
              endpoints,
              bytes(from.getEndpoints().getPublicKey()),
              there,
              () -> List.copyOf(from.getEndpoints().getEndpointsList()));
      case BINDING ->
          set(
              bindings,
              bytes(from.getBinding().getPublicKey()),
              there,
              () -> bytes(from.getBinding().getSession()));
      case SESSION ->
          set(
              sessions,
              bytes(from.getSession().getSession()),
              there,
              () -> ChainFactsCodec.read(from.getSession()));
      case STAKE ->
          set(
              stakes,
              bytes(from.getStake().getSession()),
              there,
              () -> ChainFactsCodec.amount(from.getStake().getAmount()));
      case ASSIGNMENT ->
          set(
              assignments,
              bytes(from.getAssignment().getPublicKey()),
              there,
              () -> from.getAssignment().getPid());
      case INGRESS ->
          set(
              nextSequences,
              bytes(from.getIngress().getSender()),
              there,
              () -> from.getIngress().getNextSequence());
      case POOL ->
          set(pools, from.getPool().getPid(), there, () -> ChainFactsCodec.read(from.getPool()));
      case FREE_STAKE ->
          set(
              freeStakes,
              bytes(from.getFreeStake().getPoolAccount()),
              there,
              () -> ChainFactsCodec.amount(from.getFreeStake().getAmount()));
      case COOL_DOWN -> coolDownSeconds = there ? from.getCoolDown().getSeconds() : 0;
      case WORKER_ADDED, GATEKEEPERS, ITEM_NOT_SET -> {
        // No worker's life depends on these.
      }
    }
  }

  void clear() {
    registrations.clear();
    endpoints.clear();
    bindings.clear();
    assignments.clear();
    sessions.clear();
    stakes.clear();
    nextSequences.clear();
    pools.clear();
    freeStakes.clear();
    coolDownSeconds = 0;
    clock = Optional.empty();
  }

  /** What is said of a worker; nothing before the first block is known. */
  Optional<WorkerFacts> of(Bytes publicKey, PoolFacts pool) {
    return clock.map(at -> of(publicKey, pool, at));
  }

  private WorkerFacts of(Bytes publicKey, PoolFacts pool, ParaClock at) {
    Optional<Bytes> session = Optional.ofNullable(bindings.get(publicKey));
    return new WorkerFacts(
        publicKey,
        Integer.toUnsignedLong(at.getBlockNumber()),
        Instant.ofEpochMilli(at.getTimeMs()),
        Optional.ofNullable(registrations.get(publicKey)),
        Optional.ofNullable(assignments.get(publicKey)),
        session,
        session.map(sessions::get),
        session.map(stakes::get).orElse(BigInteger.ZERO),
        nextSequences.getOrDefault(workerOrigin(publicKey), 0L),
        endpoints.getOrDefault(publicKey, List.of()),
        coolDownSeconds,
        nextSequences.getOrDefault(GATEKEEPERS, 0L),
        onChain(pool));
  }

  private PoolFacts onChain(PoolFacts pool) {
    Optional<PoolOnChain> chain = Optional.ofNullable(pools.get(pool.pid()));
    return new PoolFacts(
        pool.pid(),
        pool.known(),
        pool.syncOnly(),
        pool.operator(),
        pool.proxied(),
        chain,
        chain.map(known -> freeStakes.getOrDefault(known.poolAccount(), BigInteger.ZERO)));
  }

  private static Bytes workerOrigin(Bytes publicKey) {
    return Bytes.of(
        new ScaleWriter(33).u8(WORKER_ORIGIN).bytes(publicKey.toByteArray()).toByteArray());
  }

  private static <K, V> void set(
      Map<K, V> map, K key, boolean there, java.util.function.Supplier<V> value) {
    if (there) {
      map.put(key, value.get());
    } else {
      map.remove(key);
    }
  }

  private static Bytes bytes(ByteString from) {
    return Bytes.of(from.toByteArray());
  }
}
