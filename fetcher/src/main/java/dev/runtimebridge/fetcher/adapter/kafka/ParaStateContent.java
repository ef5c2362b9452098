package dev.runtimebridge.fetcher.adapter.kafka;

import com.google.protobuf.ByteString;
import dev.runtimebridge.fetcher.domain.ParaStateValue.Content;
import dev.runtimebridge.fetcher.domain.WatchedItem;
import dev.runtimebridge.schemas.v1.CoolDownPeriod;
import dev.runtimebridge.schemas.v1.FreeStake;
import dev.runtimebridge.schemas.v1.Gatekeepers;
import dev.runtimebridge.schemas.v1.MessageIngress;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RegisteredWorker;
import dev.runtimebridge.schemas.v1.Session;
import dev.runtimebridge.schemas.v1.SessionStake;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.schemas.v1.StakePool;
import dev.runtimebridge.schemas.v1.WorkerAdded;
import dev.runtimebridge.schemas.v1.WorkerAssignment;
import dev.runtimebridge.schemas.v1.WorkerBinding;
import dev.runtimebridge.schemas.v1.WorkerEndpoints;
import dev.runtimebridge.substrate.codec.UnfitValue;
import dev.runtimebridge.substrate.codec.Value;
import java.math.BigInteger;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The typed part of a record of {@code chain.para-state}. Fields are taken by their names in the
 * metadata, as Khala 1251 has them, so that a runtime may add fields.
 */
final class ParaStateContent {
  private static final int U128_BYTES = 16;

  private ParaStateContent() {}

  /**
   * Fills in what an entry means, and only its key where the entry was removed.
   *
   * @return false if the entry is none that is to be told
   * @throws UnfitValue if a field has another form
   * @throws NoSuchElementException if a field is missing
   */
  static boolean fill(ParaStateRecord.Builder record, WatchedItem item, Content.Known entry) {
    Optional<Value> value = entry.value();
    switch (item) {
      case INGRESS -> {
        var ingress = MessageIngress.newBuilder();
        ingress.setSender(ChainRecords.bytes(entry.encodedKey()));
        value.ifPresent(next -> ingress.setNextSequence(next.asLong()));
        record.setIngress(ingress);
      }
      case WORKER -> {
        var worker = RegisteredWorker.newBuilder().setPublicKey(key(entry));
        value.ifPresent(info -> worker(worker, info.asComposite()));
        record.setWorker(worker);
      }
      case WORKER_ADDED -> {
        var added = WorkerAdded.newBuilder().setPublicKey(key(entry));
        value.ifPresent(block -> added.setAddedAt((int) block.asLong()));
        record.setWorkerAdded(added);
      }
      case ENDPOINTS -> {
        var endpoints = WorkerEndpoints.newBuilder().setPublicKey(key(entry));
        value.ifPresent(
            versioned ->
                versioned
                    .asVariant()
                    .get(0)
                    .asItems()
                    .forEach(each -> endpoints.addEndpoints(each.asText())));
        record.setEndpoints(endpoints);
      }
      case GATEKEEPERS -> {
        var keepers = Gatekeepers.newBuilder();
        value.ifPresent(all -> all.asItems().forEach(each -> keepers.addPublicKeys(bytes(each))));
        record.setGatekeepers(keepers);
      }
      case BINDING -> {
        var binding = WorkerBinding.newBuilder().setPublicKey(key(entry));
        value.ifPresent(session -> binding.setSession(bytes(session)));
        record.setBinding(binding);
      }
      case SESSION -> {
        var session = Session.newBuilder().setSession(key(entry));
        value.ifPresent(info -> session(session, info.asComposite()));
        record.setSession(session);
      }
      case STAKE -> {
        var stake = SessionStake.newBuilder().setSession(key(entry));
        value.ifPresent(amount -> stake.setAmount(amount.asInt().toString()));
        record.setStake(stake);
      }
      case COOL_DOWN -> {
        var period = CoolDownPeriod.newBuilder();
        value.ifPresent(seconds -> period.setSeconds(seconds.asLong()));
        record.setCoolDown(period);
      }
      case ASSIGNMENT -> {
        var assignment = WorkerAssignment.newBuilder().setPublicKey(key(entry));
        value.ifPresent(pid -> assignment.setPid(pid.asLong()));
        record.setAssignment(assignment);
      }
      case POOL -> {
        var pool = StakePool.newBuilder().setPid(entry.keys().getFirst().asLong());
        if (value.isPresent()) {
          Value.Variant proxy = value.get().asVariant();
          if (!proxy.is("StakePool")) {
            return false;
          }
          pool(pool, proxy.get(0).asComposite());
        }
        record.setPool(pool);
      }
      case FREE_STAKE -> {
        var free = FreeStake.newBuilder().setPoolAccount(bytes(entry.keys().getLast()));
        value.ifPresent(
            account -> free.setAmount(account.asComposite().get("balance").asInt().toString()));
        record.setFreeStake(free);
      }
      case TIME -> {
        return false;
      }
    }
    return true;
  }

  private static void worker(RegisteredWorker.Builder worker, Value.Composite info) {
    worker
        .setRuntimeVersion((int) info.get("runtime_version").asLong())
        .setLastUpdated(info.get("last_updated").asLong())
        .setConfidenceLevel((int) info.get("confidence_level").asLong());
    info.get("operator").asOption().ifPresent(operator -> worker.setOperator(bytes(operator)));
    info.get("attestation_provider")
        .asOption()
        .ifPresent(provider -> worker.setAttestationProvider(provider.asVariant().name()));
    info.get("initial_score")
        .asOption()
        .ifPresent(score -> worker.setInitialScore((int) score.asLong()));
  }

  private static void session(Session.Builder session, Value.Composite info) {
    Value.Composite benchmark = info.get("benchmark").asComposite();
    session
        .setState(state(info.get("state").asVariant().name()))
        .setVeBits(u128(info.get("ve")))
        .setVBits(u128(info.get("v")))
        .setVUpdatedAt(info.get("v_updated_at").asLong())
        .setPInit((int) benchmark.get("p_init").asLong())
        .setPInstant((int) benchmark.get("p_instant").asLong())
        .setIterations(benchmark.get("iterations").asLong())
        .setCoolDownStart(info.get("cool_down_start").asLong())
        .setTotalReward(info.get("stats").asComposite().get("total_reward").asInt().toString());
  }

  private static SessionState state(String name) {
    return switch (name) {
      case "Ready" -> SessionState.SESSION_READY;
      case "WorkerIdle" -> SessionState.SESSION_WORKER_IDLE;
      case "WorkerUnresponsive" -> SessionState.SESSION_WORKER_UNRESPONSIVE;
      case "WorkerCoolingDown" -> SessionState.SESSION_WORKER_COOLING_DOWN;
      default -> throw new UnfitValue("a session in the unknown state " + name);
    };
  }

  private static void pool(StakePool.Builder pool, Value.Composite info) {
    Value.Composite base = info.get("basepool").asComposite();
    pool.setOwner(bytes(base.get("owner")))
        .setPoolAccount(bytes(base.get("pool_account_id")))
        .setWorkerCount(info.get("workers").asItems().size())
        .setCoolingDownCount(info.get("cd_workers").asItems().size());
  }

  /** The only part of the key, which is an account or a public key. */
  private static ByteString key(Content.Known entry) {
    return bytes(entry.keys().getFirst());
  }

  private static ByteString bytes(Value value) {
    return ChainRecords.bytes(value.asBytes());
  }

  private static ByteString u128(Value value) {
    BigInteger bits = value.asInt();
    if (bits.signum() < 0 || bits.bitLength() > U128_BYTES * Byte.SIZE) {
      throw new UnfitValue(bits + " where 128 bits were expected");
    }
    byte[] little = new byte[U128_BYTES];
    for (int i = 0; i < U128_BYTES; i++) {
      little[i] = bits.shiftRight(i * Byte.SIZE).byteValue();
    }
    return ByteString.copyFrom(little);
  }
}
