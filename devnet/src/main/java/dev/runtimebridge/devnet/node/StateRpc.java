package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.rpc.RpcException;
import dev.runtimebridge.devnet.rpc.RpcModule;
import dev.runtimebridge.devnet.rpc.RpcParams;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Methods of {@code state_} and {@code childstate_} that read the state of a block. */
final class StateRpc {
  private static final int MAX_KEYS = 1000;
  private static final int MAX_QUERIED_BLOCKS = 1000;
  private static final Bytes CHILD_PREFIX = Bytes.utf8(":child_storage:default:");

  private final NodeView view;

  private StateRpc(NodeView view) {
    this.view = view;
  }

  static void addTo(RpcModule.Builder methods, NodeView view) {
    var state = new StateRpc(view);
    for (String name : List.of("state_getStorage", "state_getStorageAt")) {
      methods.method(name, params -> state.value(params).map(Bytes::hex).orElse(null));
    }
    for (String name : List.of("state_getKeysPaged", "state_getKeysPagedAt")) {
      methods.method(name, state::keysPaged);
    }
    methods
        .method("state_getStorageHash", state::valueHash)
        .method(
            "state_getStorageSize", params -> state.value(params).map(Bytes::length).orElse(null))
        .method("state_getPairs", state::pairs)
        .method("state_getReadProof", state::readProof)
        .method("state_getChildReadProof", state::childReadProof)
        .method("childstate_getStorage", state::childValue)
        .method("state_queryStorageAt", state::queryAt)
        .method("state_queryStorage", state::query)
        .subscription(
            "state_subscribeStorage",
            "state_unsubscribeStorage",
            "state_storage",
            params -> new StorageWatch(view, params.bytesList(0)));
  }

  private Optional<Bytes> value(RpcParams params) throws RpcException {
    return view.stateAt(params.hash(1)).state().get(params.bytes(0));
  }

  private @Nullable Object valueHash(RpcParams params) throws RpcException {
    return value(params)
        .map(value -> Hashing.blake2b256(value.toByteArray()).toString())
        .orElse(null);
  }

  private Object keysPaged(RpcParams params) throws RpcException {
    Bytes prefix = params.has(0) ? params.bytes(0) : Bytes.EMPTY;
    long count = params.number(1);
    if (count < 0 || count > MAX_KEYS) {
      throw new RpcException(
          4002, "count exceeds maximum value. value: " + count + ", max: " + MAX_KEYS);
    }
    Bytes start = params.has(2) ? params.bytes(2) : null;
    return view.stateAt(params.hash(3)).state().keysPaged(prefix, (int) count, start).stream()
        .map(Bytes::hex)
        .toList();
  }

  private Object pairs(RpcParams params) throws RpcException {
    List<List<String>> pairs = new ArrayList<>();
    var bound = new AnswerBound();
    try (var entries = view.stateAt(params.hash(1)).state().entries(params.bytes(0))) {
      for (StorageEntry entry : (Iterable<StorageEntry>) entries::iterator) {
        bound.add(entry.key());
        bound.add(entry.value());
        pairs.add(List.of(entry.key().hex(), entry.value().hex()));
      }
    }
    return pairs;
  }

  private Object readProof(RpcParams params) throws RpcException {
    Block block = view.stateAt(params.hash(1));
    return proof(block.hash(), block.state().prove(params.bytesList(0)));
  }

  private Object childReadProof(RpcParams params) throws RpcException {
    Block block = view.stateAt(params.hash(2));
    Bytes storageKey = childKey(params.bytes(0));
    return proof(block.hash(), block.state().proveChild(storageKey, params.bytesList(1)));
  }

  private @Nullable Object childValue(RpcParams params) throws RpcException {
    Block block = view.stateAt(params.hash(2));
    return block
        .state()
        .getChild(childKey(params.bytes(0)), params.bytes(1))
        .map(Bytes::hex)
        .orElse(null);
  }

  private Object queryAt(RpcParams params) throws RpcException {
    Block block = view.stateAt(params.hash(1));
    return List.of(changes(block, params.bytesList(0)));
  }

  private Object query(RpcParams params) throws RpcException {
    List<Bytes> keys = params.bytesList(0);
    long from = view.stateAt(params.hash(1)).number();
    long to = view.stateAt(params.hash(2)).number();
    if (to < from || to - from >= MAX_QUERIED_BLOCKS) {
      throw new RpcException(
          4001, "Cannot resolve a block range of " + (to - from + 1) + " blocks");
    }
    var watch = new StorageWatch(view, keys);
    List<Object> changes = new ArrayList<>();
    for (long number = from; number <= to; number++) {
      watch.changedIn(view.block(number).orElseThrow()).ifPresent(changes::add);
    }
    return changes;
  }

  /** All keys with their values, as a change set of one block. */
  static Map<String, Object> changes(Block block, List<Bytes> keys) {
    List<List<@Nullable String>> changes = new ArrayList<>();
    for (Bytes key : keys) {
      changes.add(Arrays.asList(key.hex(), block.state().get(key).map(Bytes::hex).orElse(null)));
    }
    return changeSet(block.hash(), changes);
  }

  static Map<String, Object> changeSet(Hash256 block, List<List<@Nullable String>> changes) {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("block", block.toString());
    set.put("changes", changes);
    return set;
  }

  private Object proof(Hash256 at, List<Bytes> nodes) {
    List<String> proof = new ArrayList<>(nodes.stream().map(Bytes::hex).toList());
    if (view.faults().badProof() && !proof.isEmpty()) {
      byte[] last = nodes.getLast().toByteArray();
      last[last.length - 1] ^= 1;
      proof.set(proof.size() - 1, Bytes.of(last).hex());
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("at", at.toString());
    answer.put("proof", proof);
    return answer;
  }

  private static Bytes childKey(Bytes prefixed) throws RpcException {
    if (!prefixed.startsWith(CHILD_PREFIX)) {
      throw new RpcException(4003, "Client error: Invalid child storage key");
    }
    return prefixed.slice(CHILD_PREFIX.length(), prefixed.length());
  }
}
