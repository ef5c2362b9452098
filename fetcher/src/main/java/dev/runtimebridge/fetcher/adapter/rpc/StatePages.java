package dev.runtimebridge.fetcher.adapter.rpc;

import com.fasterxml.jackson.core.JsonParser;
import dev.runtimebridge.chainrpc.Json;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.fetcher.port.NodeException.Unverified;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole state read by pages of keys, for nodes that do not offer {@code state_getPairs}. */
final class StatePages {
  private static final int PAGE = 1000;

  private StatePages() {}

  static List<StorageEntry> read(RpcNode node, Hash256 block) throws NodeException {
    var entries = new ArrayList<StorageEntry>();
    Optional<Bytes> after = Optional.empty();
    while (true) {
      List<Bytes> keys = keys(node, block, after);
      if (keys.isEmpty()) {
        return entries;
      }
      Optional<Bytes> before = after;
      after = Optional.of(keys.getLast());
      if (before.isPresent() && after.get().compareTo(before.get()) <= 0) {
        throw new Unverified(
            "%s: state_getKeysPaged gave key %s after %s, keys were to grow"
                .formatted(node.endpoint(), after.get(), before.get()));
      }
      entries.addAll(values(node, block, keys));
    }
  }

  private static List<Bytes> keys(RpcNode node, Hash256 block, Optional<Bytes> after)
      throws NodeException {
    String start = after.map(Json::quoted).orElse("null");
    return node.call(
        "state_getKeysPaged",
        "[\"0x\",%d,%s,%s]".formatted(PAGE, start, Json.quoted(block)),
        json -> Json.list(json, Json::bytes));
  }

  private static List<StorageEntry> values(RpcNode node, Hash256 block, List<Bytes> keys)
      throws NodeException {
    List<List<StorageEntry>> sets =
        node.call(
            "state_queryStorageAt",
            "[%s,%s]".formatted(RpcNode.keyList(keys), Json.quoted(block)),
            json ->
                Json.list(
                    json,
                    set -> Json.field(set, "changes", all -> Json.list(all, StatePages::entry))));
    return sets.stream().flatMap(List::stream).toList();
  }

  static StorageEntry entry(JsonParser json) throws IOException {
    List<Optional<Bytes>> pair = Json.list(json, part -> Json.nullable(part, Json::bytes));
    if (pair.size() != 2 || pair.get(0).isEmpty() || pair.get(1).isEmpty()) {
      throw new IOException("a key of the state without a value");
    }
    return new StorageEntry(pair.get(0).get(), pair.get(1).get());
  }
}
