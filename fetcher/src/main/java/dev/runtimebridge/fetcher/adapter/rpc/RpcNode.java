package dev.runtimebridge.fetcher.adapter.rpc;

import com.fasterxml.jackson.core.JsonParser;
import dev.runtimebridge.chainrpc.Json;
import dev.runtimebridge.chainrpc.JsonReader;
import dev.runtimebridge.chainrpc.RpcConnection;
import dev.runtimebridge.chainrpc.RpcException;
import dev.runtimebridge.chainrpc.RpcLimits;
import dev.runtimebridge.chainrpc.Subscription;
import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.fetcher.port.NodeException.Refused;
import dev.runtimebridge.fetcher.port.NodeException.Unavailable;
import dev.runtimebridge.fetcher.port.NodeException.Unverified;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.EngineId;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A Substrate node behind JSON-RPC over WebSocket.
 *
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/tree/polkadot-v1.1.0/substrate/client/rpc-api/src">the
 *     node's methods</a>
 */
public final class RpcNode implements ChainNode {
  private static final int PAGE = 512;

  private final String endpoint;
  private final HttpClient http;
  private final RpcLimits limits;
  private volatile @Nullable RpcConnection connection;

  /** A node that is not connected yet; {@code http} may be shared by many. */
  public RpcNode(String endpoint, HttpClient http, RpcLimits limits) {
    this.endpoint = endpoint;
    this.http = http;
    this.limits = limits;
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public synchronized void connect(Runnable onFinalized) throws NodeException {
    RpcConnection present = connection;
    if (present != null && present.isOpen()) {
      return;
    }
    try {
      RpcConnection opened = RpcConnection.open(http, endpoint, limits);
      connection = opened;
      // Each notification means "look again"; the subscription lasts as long as the connection.
      Subscription _ =
          opened.subscribe(
              "chain_subscribeFinalizedHeads",
              "chain_unsubscribeFinalizedHeads",
              "[]",
              RpcNode::skipped,
              head -> onFinalized.run());
    } catch (RpcException e) {
      throw translated(e);
    }
  }

  @Override
  public Set<String> methods() throws NodeException {
    try {
      return Set.copyOf(
          call(
              "rpc_methods",
              "[]",
              json -> Json.field(json, "methods", all -> Json.list(all, Json::text))));
    } catch (Refused e) {
      if (e.methodUnknown()) {
        return Set.of();
      }
      throw e;
    }
  }

  @Override
  public String chainName() throws NodeException {
    return call("system_chain", "[]", Json::text);
  }

  @Override
  public ChainPoint finalizedHead() throws NodeException {
    Hash256 hash = call("chain_getFinalizedHead", "[]", Json::hash);
    return header(hash).point();
  }

  @Override
  public Optional<Hash256> blockHash(long number) throws NodeException {
    return call("chain_getBlockHash", "[" + number + "]", json -> Json.nullable(json, Json::hash));
  }

  @Override
  public List<Hash256> blockHashes(long from, long to) throws NodeException {
    var hashes = new ArrayList<Hash256>();
    for (long first = from; first <= to; first += PAGE) {
      long last = Math.min(to, first + PAGE - 1);
      String numbers =
          LongStream.rangeClosed(first, last)
              .mapToObj(Long::toString)
              .collect(Collectors.joining(",", "[[", "]]"));
      List<Optional<Hash256>> page =
          call(
              "chain_getBlockHash",
              numbers,
              json -> Json.list(json, item -> Json.nullable(item, Json::hash)));
      for (Optional<Hash256> hash : page) {
        if (hash.isEmpty()) {
          return hashes;
        }
        hashes.add(hash.get());
      }
    }
    return hashes;
  }

  @Override
  public EncodedHeader header(Hash256 block) throws NodeException {
    Optional<EncodedHeader> header =
        call(
            "chain_getHeader",
            "[" + Json.quoted(block) + "]",
            json -> Json.nullable(json, Json::header).map(EncodedHeader::of));
    EncodedHeader found =
        header.orElseThrow(() -> Refused.unknownBlock(endpoint, "chain_getHeader", block));
    if (!found.hash().equals(block)) {
      throw new Unverified(
          "%s: header %s was asked for, the one sent has hash %s"
              .formatted(endpoint, block, found.hash()));
    }
    return found;
  }

  @Override
  public Optional<Bytes> justification(Hash256 block) throws NodeException {
    Optional<Optional<Bytes>> found =
        call(
            "chain_getBlock",
            "[" + Json.quoted(block) + "]",
            json -> Json.nullable(json, RpcNode::grandpaJustification));
    return found.orElseThrow(() -> Refused.unknownBlock(endpoint, "chain_getBlock", block));
  }

  static Optional<Bytes> grandpaJustification(JsonParser json) throws IOException {
    Optional<List<List<Bytes>>> all =
        Json.field(
            json,
            "justifications",
            value ->
                Json.nullable(
                    value, list -> Json.list(list, pair -> Json.list(pair, Json::byteArray))));
    return all.stream()
        .flatMap(List::stream)
        .filter(pair -> pair.size() == 2 && pair.getFirst().equals(EngineId.GRANDPA.bytes()))
        .map(pair -> pair.get(1))
        .findFirst();
  }

  @Override
  public Optional<Bytes> proveFinality(long number) throws NodeException {
    return call(
        "grandpa_proveFinality", "[" + number + "]", json -> Json.nullable(json, Json::bytes));
  }

  @Override
  public Optional<Bytes> storage(Bytes key, Hash256 block) throws NodeException {
    return call(
        "state_getStorage",
        "[" + Json.quoted(key) + "," + Json.quoted(block) + "]",
        json -> Json.nullable(json, Json::bytes));
  }

  @Override
  public List<Bytes> readProof(Collection<Bytes> keys, Hash256 block) throws NodeException {
    return call(
        "state_getReadProof",
        "[" + keyList(keys) + "," + Json.quoted(block) + "]",
        RpcNode::proofNodes);
  }

  @Override
  public List<Bytes> childReadProof(Bytes childKey, Collection<Bytes> keys, Hash256 block)
      throws NodeException {
    Bytes prefixed =
        Bytes.concat(Bytes.utf8(":child_storage:default:").toByteArray(), childKey.toByteArray());
    return call(
        "state_getChildReadProof",
        "[" + Json.quoted(prefixed) + "," + keyList(keys) + "," + Json.quoted(block) + "]",
        RpcNode::proofNodes);
  }

  static List<Bytes> proofNodes(JsonParser json) throws IOException {
    return Json.field(json, "proof", all -> Json.list(all, Json::bytes));
  }

  @Override
  public ParaRuntime runtime(ChainPoint block) throws NodeException {
    String at = "[" + Json.quoted(block.hash()) + "]";
    Bytes metadata = call("state_getMetadata", at, Json::bytes);
    return call(
        "state_getRuntimeVersion", at, json -> RuntimeVersionJson.runtime(json, block, metadata));
  }

  @Override
  public Bytes storageChanges(Hash256 block) throws NodeException {
    String at = Json.quoted(block);
    try {
      return call("pha_getStorageChangesAt", "[" + at + "]", Json::bytes);
    } catch (Refused e) {
      if (!e.methodUnknown()) {
        throw e;
      }
      return call("pha_getStorageChanges", "[" + at + "," + at + "]", StorageChangesJson::single);
    }
  }

  @Override
  public List<StorageEntry> state(Hash256 block) throws NodeException {
    try {
      return call(
          "state_getPairs",
          "[\"0x\"," + Json.quoted(block) + "]",
          json -> Json.list(json, RpcNode::entry));
    } catch (Refused e) {
      if (e.historyMissing()) {
        throw e;
      }
      // Nodes keep this method for trusted callers, or limit the answer: read it page by page.
      return StatePages.read(this, block);
    }
  }

  static StorageEntry entry(JsonParser json) throws IOException {
    List<Bytes> pair = Json.list(json, Json::bytes);
    if (pair.size() != 2) {
      throw new IOException("a storage entry of " + pair.size() + " parts");
    }
    return new StorageEntry(pair.get(0), pair.get(1));
  }

  static String keyList(Collection<Bytes> keys) {
    return keys.stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]"));
  }

  private static boolean skipped(JsonParser json) throws IOException {
    json.skipChildren();
    return true;
  }

  <T> T call(String method, String params, JsonReader<T> reader) throws NodeException {
    RpcConnection open = connection;
    if (open == null || !open.isOpen()) {
      throw new Unavailable(endpoint + ": not connected");
    }
    try {
      return open.call(method, params, reader);
    } catch (RpcException e) {
      throw translated(e);
    }
  }

  private static NodeException translated(RpcException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e) {
      case RpcException.Unavailable gone -> new Unavailable(message, gone);
      case RpcException.Refused refused ->
          new Refused(refused.method(), refused.code(), refused.said());
      case RpcException.Malformed malformed -> new Unverified(message, malformed);
    };
  }

  @Override
  public void close() {
    RpcConnection open = connection;
    if (open != null) {
      open.close();
    }
  }
}
