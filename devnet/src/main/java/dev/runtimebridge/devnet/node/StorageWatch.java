package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.rpc.RpcException;
import dev.runtimebridge.devnet.rpc.RpcSubscription;
import dev.runtimebridge.substrate.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the values of some keys: first all of them, then those that have changed. */
final class StorageWatch implements RpcSubscription.Flow {
  private static final int MAX_KEYS = 4096;

  private final NodeView view;
  private final List<Bytes> keys;
  private final Map<Bytes, Optional<Bytes>> known = new HashMap<>();

  StorageWatch(NodeView view, List<Bytes> keys) throws RpcException {
    if (keys.size() > MAX_KEYS) {
      throw RpcException.invalidParams(keys.size() + " keys, at most " + MAX_KEYS);
    }
    this.view = view;
    this.keys = keys;
  }

  @Override
  public List<Object> next() throws RpcException {
    return changedIn(view.stateAt(Optional.empty())).map(List::of).orElse(List.of());
  }

  /** What differs from the block that was looked at before. */
  Optional<Object> changedIn(Block block) {
    List<List<@Nullable String>> changes = new ArrayList<>();
    for (Bytes key : keys) {
      Optional<Bytes> value = block.state().get(key);
      if (!value.equals(known.put(key, value))) {
        changes.add(Arrays.asList(key.hex(), value.map(Bytes::hex).orElse(null)));
      }
    }
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(StateRpc.changeSet(block.hash(), changes));
  }
}
