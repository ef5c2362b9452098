package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Storage items of the parachain that workers' lives depend on. */
public enum WatchedItem {
  /** Next sequence number of each sender of messages. */
  INGRESS("PhalaMq", "OffchainIngress"),
  /** Registered workers. */
  WORKER("PhalaRegistry", "Workers"),
  /** Block in which a worker was first registered. */
  WORKER_ADDED("PhalaRegistry", "WorkerAddedAt"),
  /** Where a worker can be reached. */
  ENDPOINTS("PhalaRegistry", "Endpoints"),
  /** The gatekeepers. */
  GATEKEEPERS("PhalaRegistry", "Gatekeeper"),
  /** Session of a worker. */
  BINDING("PhalaComputation", "WorkerBindings"),
  /** Sessions. */
  SESSION("PhalaComputation", "Sessions"),
  /** What is staked on a session. */
  STAKE("PhalaComputation", "Stakes"),
  /** How long a session cools down. */
  COOL_DOWN("PhalaComputation", "CoolDownPeriod"),
  /** Pool of a worker. */
  ASSIGNMENT("PhalaStakePoolv2", "WorkerAssignments"),
  /** Pools. */
  POOL("PhalaBasePool", "Pools"),
  /** Balances of assets; only those of the wrapped token are watched. */
  FREE_STAKE("Assets", "Account"),
  /** The parachain's time. */
  TIME("Timestamp", "Now");

  /** Length of the hashes of the pallet's and the item's name. */
  static final int PREFIX_LENGTH = 32;

  private static final Map<Bytes, WatchedItem> BY_PREFIX =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  item -> StorageKeys.plain(item.pallet, item.item), Function.identity()));

  private final String pallet;
  private final String item;

  WatchedItem(String pallet, String item) {
    this.pallet = pallet;
    this.item = item;
  }

  /** Name of the pallet in the runtime's metadata. */
  public String pallet() {
    return pallet;
  }

  /** Name of the item in the runtime's metadata. */
  public String item() {
    return item;
  }

  /** The item that a storage key belongs to, whatever the runtime. */
  public static Optional<WatchedItem> of(Bytes key) {
    return key.length() < PREFIX_LENGTH
        ? Optional.empty()
        : Optional.ofNullable(BY_PREFIX.get(key.slice(0, PREFIX_LENGTH)));
  }
}
