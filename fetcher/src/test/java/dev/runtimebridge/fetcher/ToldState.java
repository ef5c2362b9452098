package dev.runtimebridge.fetcher;

import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RuntimeMetadataRecord;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.storage.StorageState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The check that {@code chain.para-state} tells what the blocks of the same log say. */
record ToldState(PublishedLog log) {
  /** Items whose every entry is told. */
  private static final Map<String, List<String>> WHOLE =
      Map.of(
          "PhalaMq", List.of("OffchainIngress"),
          "PhalaRegistry", List.of("Workers", "WorkerAddedAt", "Endpoints", "Gatekeeper"),
          "PhalaComputation", List.of("WorkerBindings", "Sessions", "Stakes", "CoolDownPeriod"),
          "PhalaStakePoolv2", List.of("WorkerAssignments"));

  private static Bytes bytes(com.google.protobuf.ByteString bytes) {
    return Bytes.of(bytes.toByteArray());
  }

  /** The newest record of each key; the clock has none. */
  Map<Bytes, ParaStateRecord> table() {
    Map<Bytes, ParaStateRecord> table = new HashMap<>();
    for (ParaStateRecord record : log.state()) {
      table.put(bytes(record.getStorageKey()), record);
    }
    return table;
  }

  ParaStateRecord clock() {
    return Optional.ofNullable(table().get(Bytes.EMPTY))
        .orElseThrow(() -> new AssertionError("no clock"));
  }

  private Map<Bytes, Bytes> stateAt(int number) {
    Map<Bytes, Bytes> state = new HashMap<>();
    byte[] first = log.genesis().orElseThrow().getGenesisState().toByteArray();
    StorageState.decode(first).entries().forEach(entry -> state.put(entry.key(), entry.value()));
    for (ParaBlockRecord block : log.para().subList(1, number + 1)) {
      var changes = StorageChanges.decode(block.getStorageChanges().toByteArray());
      for (Change change : changes.main()) {
        change
            .value()
            .ifPresentOrElse(
                value -> state.put(change.key(), value), () -> state.remove(change.key()));
      }
    }
    return state;
  }

  /**
   * Throws an error that says what, unless all is told as of the clock's block and nothing else.
   */
  void check() {
    int number = clock().getClock().getBlockNumber();
    ParaBlockRecord block = log.para().get(number);
    check(block.getHash().equals(clock().getClock().getBlockHash()), "hash of the clock's block");
    RuntimeMetadataRecord first = log.runtimes().getFirst();
    check(first.getChain() == Chain.PARA && first.getSinceBlock() == 0, "runtime of block 0");
    Map<Bytes, Bytes> state = stateAt(number);
    Map<Bytes, ParaStateRecord> table = table();
    table.forEach(
        (key, record) -> {
          if (!key.isEmpty()) {
            Bytes value = record.hasValue() ? bytes(record.getValue()) : null;
            check(java.util.Objects.equals(value, state.get(key)), "value told of " + key);
            check(record.getItemCase() != ParaStateRecord.ItemCase.ITEM_NOT_SET, "no item " + key);
          }
        });
    RuntimeMetadata metadata =
        RuntimeMetadata.decode(bytes(log.runtimes().getLast().getMetadata()));
    WHOLE.forEach(
        (pallet, items) ->
            items.stream()
                .filter(item -> metadata.pallet(pallet).flatMap(p -> p.item(item)).isPresent())
                .map(item -> StorageKeys.plain(pallet, item))
                .forEach(prefix -> checkTold(prefix, state, table)));
  }

  private static void checkTold(
      Bytes prefix, Map<Bytes, Bytes> state, Map<Bytes, ParaStateRecord> table) {
    for (Bytes key : state.keySet()) {
      check(!key.startsWith(prefix) || table.containsKey(key), "nothing told of " + key);
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("told state: " + what);
    }
  }
}
