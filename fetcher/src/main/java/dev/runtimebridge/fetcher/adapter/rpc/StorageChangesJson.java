package dev.runtimebridge.fetcher.adapter.rpc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.runtimebridge.chainrpc.Json;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Storage changes as {@code pha_getStorageChanges} gives them, in JSON. {@code "0x"} is a value of
 * no bytes and {@code null} a removal; taking one for the other once stopped every worker of Khala
 * at block 411243.
 */
final class StorageChangesJson {
  private StorageChangesJson() {}

  /** The changes of the only block in the answer, encoded. */
  static Bytes single(JsonParser json) throws IOException {
    List<StorageChanges> blocks = Json.list(json, StorageChangesJson::block);
    if (blocks.size() != 1) {
      throw new IOException("changes of " + blocks.size() + " blocks where one was asked for");
    }
    return Bytes.of(blocks.getFirst().encode());
  }

  private static StorageChanges block(JsonParser json) throws IOException {
    List<Change> main = List.of();
    List<ChildChanges> child = List.of();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw Json.unexpected(json, "an object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "mainStorageChanges" -> main = Json.list(json, StorageChangesJson::change);
        case "childStorageChanges" -> child = Json.list(json, StorageChangesJson::childChanges);
        default -> json.skipChildren();
      }
    }
    return new StorageChanges(main, child);
  }

  private static Change change(JsonParser json) throws IOException {
    List<Optional<Bytes>> pair = Json.list(json, part -> Json.nullable(part, Json::bytes));
    if (pair.size() != 2 || pair.getFirst().isEmpty()) {
      throw new IOException("a storage change that is no pair of key and value");
    }
    return new Change(pair.getFirst().get(), pair.get(1));
  }

  private static ChildChanges childChanges(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw Json.unexpected(json, "a pair");
    }
    json.nextToken();
    Bytes key = Json.bytes(json);
    json.nextToken();
    var changes = new ArrayList<>(Json.list(json, StorageChangesJson::change));
    if (json.nextToken() != JsonToken.END_ARRAY) {
      throw Json.unexpected(json, "the end of a pair");
    }
    return new ChildChanges(key, changes);
  }
}
