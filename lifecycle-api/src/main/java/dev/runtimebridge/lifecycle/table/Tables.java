package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Inventory;
import dev.runtimebridge.lifecycle.domain.Pool;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerEndpoint;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.AlertCount;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ChainStatusView;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.schemas.v1.SealingKey;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All tables of an instance, written by the one thread that reads the log. Replaying the same
 * records gives the same tables.
 */
public final class Tables implements Inventory {
  private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

  private final PoolTable pools = new PoolTable();
  private final WorkerTable workers = new WorkerTable();
  private final WatchedWorkers watched = new WatchedWorkers(workers);
  private final ChainTable chain = new ChainTable();
  private final SealingKeyTable sealingKeys = new SealingKeyTable();
  private final TransactionTable transactions;
  private final HistoryIndex history = new HistoryIndex();
  private final Onsets onsets = new Onsets();
  private final CommandIndex commands = new CommandIndex();
  private final CommandTable asked = new CommandTable();
  private final RoundTable rounds = new RoundTable();
  private final BalanceTable balances = new BalanceTable();
  private long applied;
  private volatile Supplier<List<AlertCount>> alerts = List::of;

  /**
   * Empty tables.
   *
   * @param transactions how many requests are remembered
   */
  public Tables(int transactions) {
    this.transactions = new TransactionTable(transactions);
  }

  /** Takes the new state of a pool or worker, which lies after all others that came. */
  public void apply(AggregateStateRecord state) {
    apply(state, new Place(0, applied));
  }

  /** Takes the new state of a pool or worker, and where it lies in the log. */
  public void apply(AggregateStateRecord state, Place place) {
    applied++;
    onsets.apply(state);
    switch (state.getStateCase()) {
      case POOL -> {
        apply(Aggregates.pool(state), state.getPool().getDeleted());
        watched.pass(place);
      }
      case WORKER -> watched.apply(Aggregates.worker(state), place);
      case STATE_NOT_SET -> {
        // A command for what was never created is refused, which leaves a state without content.
        LOG.debug("State without content passed over: aggregateId={}", state.getAggregateId());
        watched.pass(place);
      }
    }
  }

  /** Forgets a pool or worker whose record was erased from the log by the one at this place. */
  public void erase(String aggregateId, Place place) {
    onsets.erase(aggregateId);
    if (Aggregates.isPool(aggregateId)) {
      pools.remove(Aggregates.poolId(aggregateId));
      watched.pass(place);
      return;
    }
    var id = Aggregates.workerId(aggregateId);
    workers
        .get(id)
        .ifPresentOrElse(
            worker -> watched.apply(worker.asRemoved(), place), () -> watched.pass(place));
  }

  /** Remembers where an event lies. */
  public void apply(WorkerEventRecord event, Place place) {
    history.add(event.getAggregateId(), event.getMeta().getSequence(), place);
    onsets.apply(event);
    commands.add(event, place);
  }

  /** Takes what was asked for, and by whom. */
  public void apply(WorkerCommandRecord command) {
    asked.put(command);
  }

  /** Takes a chain's new tip. */
  public void apply(ChainTip tip) {
    chain.put(tip);
    onsets.apply(tip);
  }

  /** Takes what the chains begin with. */
  public void apply(ChainGenesis genesis) {
    chain.put(genesis);
  }

  /** Takes a key for which secrets are sealed. */
  public void apply(SealingKey key) {
    sealingKeys.put(key);
  }

  /** Takes a call that is to be sent. */
  public void apply(TransactionRequestRecord request) {
    transactions.apply(request);
  }

  /** Takes what became of calls. */
  public void apply(TransactionEventRecord event) {
    transactions.apply(event);
    onsets.apply(event);
  }

  /** Takes what happened in a round, and where that lies. */
  public void apply(DispatchEventRecord event, Place place) {
    rounds.apply(event, place);
  }

  /** Takes what a worker or pool has earned. */
  public void apply(DispatchBalance balance) {
    balances.put(balance);
  }

  /** The workers for those who follow them. */
  public WatchedWorkers watched() {
    return watched;
  }

  /** How the chains are, and the workers by stage. */
  public ChainStatusView chainStatus() {
    return ChainStatusView.newBuilder()
        .setRelay(chain.relay())
        .setPara(chain.para())
        .setParaId(chain.paraId())
        .addAllWorkers(workers.stages())
        .setRelaySpeed(chain.speed(Chain.RELAY, Instant.now()))
        .setParaSpeed(chain.speed(Chain.PARA, Instant.now()))
        .addAllAlerts(alerts.get())
        .build();
  }

  /** The pools. */
  public PoolTable pools() {
    return pools;
  }

  /** The workers. */
  public WorkerTable workers() {
    return workers;
  }

  /** The chains. */
  public ChainTable chain() {
    return chain;
  }

  /** For whom secrets are sealed. */
  public SealingKeyTable sealingKeys() {
    return sealingKeys;
  }

  /** What is sent to the chain. */
  public TransactionTable transactions() {
    return transactions;
  }

  /** The rounds of tasks. */
  public RoundTable rounds() {
    return rounds;
  }

  /** What workers and pools have earned in them. */
  public BalanceTable balances() {
    return balances;
  }

  /** What was asked for, and by whom. */
  public CommandTable asked() {
    return asked;
  }

  /** Where the events of commands lie that came with a key. */
  CommandIndex commands() {
    return commands;
  }

  /**
   * The present state of what an event is about; of what was removed since, the last that is known.
   */
  AggregateStateRecord present(WorkerEventRecord event) {
    String aggregateId = event.getAggregateId();
    var state =
        AggregateStateRecord.newBuilder()
            .setAggregateId(aggregateId)
            .setSequence(event.getMeta().getSequence());
    if (Aggregates.isPool(aggregateId)) {
      PoolId id = Aggregates.poolId(aggregateId);
      Optional<Pool> pool = pools.get(id);
      return pool.or(() -> pools.removed(id))
          .map(it -> Aggregates.record(state, it))
          .orElseGet(() -> state.setPool(PoolState.getDefaultInstance()))
          .build();
    }
    var id = Aggregates.workerId(aggregateId);
    return workers
        .get(id)
        .or(() -> watched.removed(id))
        .map(it -> state.setSequence(it.sequence()).setWorker(it.state()))
        .orElseGet(() -> state.setWorker(WorkerState.newBuilder().setStage(WorkerStage.REMOVED)))
        .build();
  }

  /** Where events lie. */
  public HistoryIndex history() {
    return history;
  }

  /** Since when what stands has stood. */
  public Onsets onsets() {
    return onsets;
  }

  /** From now on the chains' status tells also how many alerts stand. */
  public void countAlertsBy(Supplier<List<AlertCount>> count) {
    alerts = count;
  }

  @Override
  public Optional<Pool> pool(PoolId id) {
    return pools.get(id);
  }

  @Override
  public Optional<Pool> poolNamed(String name) {
    return pools.named(name);
  }

  @Override
  public Optional<Worker> worker(WorkerId id) {
    return workers.get(id);
  }

  @Override
  public List<Worker> workersNamed(String name) {
    return workers.named(name);
  }

  @Override
  public Set<WorkerId> workersAt(WorkerEndpoint endpoint) {
    return workers.at(endpoint);
  }

  @Override
  public int workersIn(PoolId id) {
    return workers.countIn(id);
  }

  private void apply(Pool pool, boolean deleted) {
    if (deleted) {
      pools.remove(pool.id());
    } else {
      pools.put(pool);
    }
  }
}
