package dev.runtimebridge.fetcher.adapter.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.domain.StateWatch;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.ParaStateRecord.ItemCase;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Entries of Khala's state, by Khala's own metadata, in the words of {@code chain.para-state}. */
class ParaStateRecordsTest {
  private static final ChainPoint BLOCK = new ChainPoint(4_000_000, Hash256.ZERO);
  private static final Value WORKER = id(7);
  private static final Value ACCOUNT = id(9);
  private static final long WRAPPED_PHA = 10_000;

  private static RuntimeCodec khala;
  private static StateWatch watch;

  private final ParaStateRecords records = new ParaStateRecords();

  @BeforeAll
  static void readMetadata() throws IOException {
    Path file =
        Path.of(
            System.getProperty("shared.data", "../shared/data"), "metadata/khala_metadata.scale");
    Assumptions.assumeTrue(Files.isRegularFile(file), "skipped: no ../shared/data");
    Bytes metadata = Bytes.of(Files.readAllBytes(file));
    khala = new RuntimeCodec(RuntimeMetadata.decode(metadata));
    watch = StateWatch.of(new ParaRuntime("khala", 1251, 6, BLOCK, metadata));
  }

  private static Value id(int filler) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) filler);
    return Value.of(bytes);
  }

  private static ByteString bytes(Value value) {
    return ByteString.copyFrom(value.asBytes().toByteArray());
  }

  private Optional<ParaStateRecord> told(Change change) {
    return watch.value(change, BLOCK).flatMap(records::of);
  }

  private Optional<ParaStateRecord> told(String pallet, String item, Value value, Value... keys) {
    Bytes encoded = khala.encodeStorageValue(pallet, item, value);
    return told(Change.put(khala.storageKey(pallet, item, keys), encoded));
  }

  private static Value session(String state) {
    return Value.struct(
        Value.field("state", Value.variant(state)),
        Value.field("ve", Value.of(258)),
        Value.field("v", Value.of(1)),
        Value.field("v_updated_at", Value.of(5)),
        Value.field(
            "benchmark",
            Value.struct(
                Value.field("p_init", Value.of(1500)),
                Value.field("p_instant", Value.of(1400)),
                Value.field("iterations", Value.of(77)),
                Value.field("working_start_time", Value.of(1)),
                Value.field("challenge_time_last", Value.of(2)))),
        Value.field("cool_down_start", Value.of(6)),
        Value.field("stats", Value.struct(Value.field("total_reward", Value.of(12)))));
  }

  private static Value pool(String kind, Value.Field... rest) {
    var base =
        Value.struct(
            Value.field("pid", Value.of(3)),
            Value.field("owner", ACCOUNT),
            Value.field("total_shares", Value.of(1)),
            Value.field("total_value", Value.of(1)),
            Value.field("withdraw_queue", Value.sequence()),
            Value.field("value_subscribers", Value.sequence()),
            Value.field("cid", Value.of(1)),
            Value.field("pool_account_id", id(8)));
    var fields = new java.util.ArrayList<Value.Field>();
    fields.add(Value.field("basepool", base));
    fields.addAll(Arrays.asList(rest));
    return Value.variant(kind, new Value.Composite(fields));
  }

  @Test
  void shouldTellARegisteredWorker() {
    Value info =
        Value.struct(
            Value.field("pubkey", WORKER),
            Value.field("ecdh_pubkey", WORKER),
            Value.field("runtime_version", Value.of(2)),
            Value.field("last_updated", Value.of(1_700_000_000)),
            Value.field("operator", Value.some(ACCOUNT)),
            Value.field("attestation_provider", Value.some(Value.variant("Ias"))),
            Value.field("confidence_level", Value.of(4)),
            Value.field("initial_score", Value.none()),
            Value.field("features", Value.sequence(Value.of(1))));
    ParaStateRecord record = told("PhalaRegistry", "Workers", info, WORKER).orElseThrow();
    assertEquals(bytes(WORKER), record.getWorker().getPublicKey());
    assertEquals(bytes(ACCOUNT), record.getWorker().getOperator());
    assertEquals("Ias", record.getWorker().getAttestationProvider());
    assertEquals(4, record.getWorker().getConfidenceLevel());
    assertFalse(record.getWorker().hasInitialScore());
    assertEquals(BLOCK.number(), record.getBlockNumber());
  }

  @Test
  void shouldTellASessionWithItsBits() {
    ParaStateRecord record =
        told("PhalaComputation", "Sessions", session("WorkerUnresponsive"), ACCOUNT).orElseThrow();
    assertEquals(SessionState.SESSION_WORKER_UNRESPONSIVE, record.getSession().getState());
    assertEquals(bytes(ACCOUNT), record.getSession().getSession());
    byte[] bits = new byte[16];
    bits[0] = 2;
    bits[1] = 1;
    assertEquals(ByteString.copyFrom(bits), record.getSession().getVeBits());
    assertEquals(1400, record.getSession().getPInstant());
    assertEquals("12", record.getSession().getTotalReward());
  }

  @Test
  void shouldTellWhatWasRemovedByItsKey() {
    Bytes key = khala.storageKey("PhalaComputation", "WorkerBindings", WORKER);
    ParaStateRecord record = told(Change.remove(key)).orElseThrow();
    assertFalse(record.hasValue());
    assertEquals(bytes(WORKER), record.getBinding().getPublicKey());
    assertTrue(record.getBinding().getSession().isEmpty());
  }

  @Test
  void shouldTellTheSenderOfMessagesAsTheChainEncodesIt() {
    Value sender = Value.variant("Worker", WORKER);
    ParaStateRecord record = told("PhalaMq", "OffchainIngress", Value.of(41), sender).orElseThrow();
    assertEquals(41, record.getIngress().getNextSequence());
    assertEquals(
        ByteString.copyFrom(new byte[] {2}).concat(bytes(WORKER)), record.getIngress().getSender());
  }

  @Test
  void shouldTellStakePoolsAndNoVaults() {
    Value stakePool =
        pool(
            "StakePool",
            Value.field("payout_commission", Value.none()),
            Value.field("cap", Value.none()),
            Value.field("workers", Value.sequence(WORKER, id(1))),
            Value.field("cd_workers", Value.sequence(id(1))),
            Value.field("lock_account", ACCOUNT),
            Value.field("owner_reward_account", ACCOUNT));
    ParaStateRecord record = told("PhalaBasePool", "Pools", stakePool, Value.of(3)).orElseThrow();
    assertEquals(3, record.getPool().getPid());
    assertEquals(2, record.getPool().getWorkerCount());
    assertEquals(1, record.getPool().getCoolingDownCount());
    assertEquals(bytes(id(8)), record.getPool().getPoolAccount());
    Value vault =
        pool(
            "Vault",
            Value.field("last_share_price_checkpoint", Value.of(1)),
            Value.field("commission", Value.none()),
            Value.field("owner_shares", Value.of(1)),
            Value.field("invest_pools", Value.sequence()));
    assertTrue(told("PhalaBasePool", "Pools", vault, Value.of(4)).isEmpty());
  }

  @Test
  void shouldTellBalancesOfTheWrappedTokenOnly() {
    Value account =
        Value.struct(
            Value.field("balance", Value.of(500)),
            Value.field("is_frozen", Value.of(false)),
            Value.field("reason", Value.variant("Consumer")),
            Value.field("extra", Value.unit()));
    ParaStateRecord record =
        told("Assets", "Account", account, Value.of(WRAPPED_PHA), ACCOUNT).orElseThrow();
    assertEquals("500", record.getFreeStake().getAmount());
    assertEquals(bytes(ACCOUNT), record.getFreeStake().getPoolAccount());
    assertTrue(told("Assets", "Account", account, Value.of(1), ACCOUNT).isEmpty());
  }

  @Test
  void shouldTellTheBytesOfWhatDoesNotDecode() {
    Bytes key = khala.storageKey("PhalaComputation", "Sessions", ACCOUNT);
    ParaStateRecord record = told(Change.put(key, Bytes.fromHex("0102"))).orElseThrow();
    assertEquals(ItemCase.ITEM_NOT_SET, record.getItemCase());
    assertEquals(ByteString.copyFrom(new byte[] {1, 2}), record.getValue());
    ParaStateRecord unknownState =
        told("PhalaComputation", "Sessions", session("_Unused"), ACCOUNT).orElseThrow();
    assertEquals(ItemCase.ITEM_NOT_SET, unknownState.getItemCase());
  }

  @Test
  void shouldWatchNothingElse() {
    assertTrue(told(Change.remove(Bytes.fromHex("00"))).isEmpty());
    assertTrue(told(Change.remove(khala.storageKey("System", "Account", ACCOUNT))).isEmpty());
  }

  @Test
  void shouldWatchNothingUnderMetadataOfAnUnknownVersion() {
    var old = StateWatch.of(new ParaRuntime("khala", 1, 1, BLOCK, Bytes.fromHex("6d6574610d00")));
    assertTrue(old.unreadable().contains("13"), old.unreadable());
    Bytes key = khala.storageKey("PhalaComputation", "Sessions", ACCOUNT);
    assertTrue(old.value(Change.remove(key), BLOCK).isEmpty());
  }
}
