package dev.runtimebridge.submitter.adapter.rpc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.runtimebridge.chainrpc.Json;
import dev.runtimebridge.chainrpc.JsonReader;
import dev.runtimebridge.chainrpc.RpcConnection;
import dev.runtimebridge.chainrpc.RpcException;
import dev.runtimebridge.chainrpc.RpcLimits;
import dev.runtimebridge.chainrpc.Subscriber;
import dev.runtimebridge.submitter.domain.RuntimeVersion;
import dev.runtimebridge.submitter.domain.SubmitAnswer;
import dev.runtimebridge.submitter.port.NodeException;
import dev.runtimebridge.submitter.port.ParaNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Ss58;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Substrate node behind JSON-RPC over WebSocket.
 *
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/tree/polkadot-v1.1.0/substrate/client/rpc-api/src">the
 *     node's methods</a>
 */
public final class RpcParaNode implements ParaNode {
  /** Prefix that nodes of every chain read. */
  private static final int ANY_CHAIN = 42;

  private static final long MOST = 0xffff_ffffL;

  private final String endpoint;
  private final HttpClient http;
  private final RpcLimits limits;
  private final Heads heads;
  private volatile Runnable onHead = () -> {};
  private volatile @Nullable RpcConnection connection;

  /**
   * A node that is not connected yet.
   *
   * @param http may be shared by many
   * @param heads shared by the nodes of one chain
   */
  public RpcParaNode(String endpoint, HttpClient http, RpcLimits limits, Heads heads) {
    this.endpoint = endpoint;
    this.http = http;
    this.limits = limits;
    this.heads = heads;
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public void connect(Runnable onHead) throws NodeException {
    this.onHead = onHead;
    reach();
    heads.refuseIfBehind(endpoint);
  }

  /** Connects, if there is no connection. */
  synchronized void reach() throws NodeException {
    RpcConnection present = connection;
    if (present != null && present.isOpen()) {
      return;
    }
    heads.gone(endpoint);
    try {
      RpcConnection opened = RpcConnection.open(http, endpoint, limits);
      connection = opened;
      opened.subscribe(
          "chain_subscribeNewHeads", "chain_unsubscribeNewHeads", "[]", Json::header, new Best());
      opened.subscribe(
          "chain_subscribeFinalizedHeads",
          "chain_unsubscribeFinalizedHeads",
          "[]",
          Json::header,
          head -> onHead.run());
    } catch (RpcException e) {
      close();
      throw failed(e);
    }
  }

  /** Takes the heads of the best chain. */
  private final class Best implements Subscriber<Header> {
    @Override
    public void next(Header head) {
      heads.told(endpoint, head.number());
      onHead.run();
    }

    @Override
    public void ended(RpcException.Unavailable why) {
      heads.gone(endpoint);
      onHead.run();
    }
  }

  @Override
  public Hash256 genesisHash() throws NodeException {
    return blockHash(0)
        .orElseThrow(
            () ->
                new NodeException.Unverified(endpoint + " does not know the hash of its block 0"));
  }

  @Override
  public Hash256 finalizedHead() throws NodeException {
    return call("chain_getFinalizedHead", "[]", Json::hash);
  }

  @Override
  public Hash256 bestHead() throws NodeException {
    return call("chain_getBlockHash", "[]", Json::hash);
  }

  @Override
  public Optional<Hash256> blockHash(long number) throws NodeException {
    return call("chain_getBlockHash", "[" + number + "]", json -> Json.nullable(json, Json::hash));
  }

  @Override
  public Header header(Hash256 block) throws NodeException {
    return known(
        "chain_getHeader",
        block,
        call("chain_getHeader", at(block), json -> Json.nullable(json, Json::header)));
  }

  @Override
  public List<Bytes> extrinsics(Hash256 block) throws NodeException {
    return known(
        "chain_getBlock",
        block,
        call("chain_getBlock", at(block), json -> Json.nullable(json, RpcParaNode::extrinsics)));
  }

  static List<Bytes> extrinsics(JsonParser json) throws IOException {
    return Json.field(
        json,
        "block",
        block -> Json.field(block, "extrinsics", all -> Json.list(all, Json::bytes)));
  }

  @Override
  public Optional<Bytes> storage(Bytes key, Hash256 block) throws NodeException {
    return call(
        "state_getStorage",
        "[" + Json.quoted(key) + "," + Json.quoted(block) + "]",
        json -> Json.nullable(json, Json::bytes));
  }

  @Override
  public RuntimeVersion runtimeVersion(Hash256 block) throws NodeException {
    return call("state_getRuntimeVersion", at(block), RpcParaNode::runtimeVersion);
  }

  static RuntimeVersion runtimeVersion(JsonParser json) throws IOException {
    String name = null;
    Long spec = null;
    Long transaction = null;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw Json.unexpected(json, "an object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "specName" -> name = Json.text(json);
        case "specVersion" -> spec = u32(json);
        case "transactionVersion" -> transaction = u32(json);
        default -> json.skipChildren();
      }
    }
    if (name == null || spec == null || transaction == null) {
      throw new IOException("no specName, specVersion or transactionVersion");
    }
    return new RuntimeVersion(name, spec, transaction);
  }

  @Override
  public Bytes metadata(Hash256 block) throws NodeException {
    return call("state_getMetadata", at(block), Json::bytes);
  }

  @Override
  public long accountNextIndex(AccountId account) throws NodeException {
    return call(
        "system_accountNextIndex",
        "[\"" + Ss58.encode(account, ANY_CHAIN) + "\"]",
        RpcParaNode::u32);
  }

  /** A version or a nonce. */
  static long u32(JsonParser json) throws IOException {
    long value = Json.number(json);
    if (value < 0 || value > MOST) {
      throw new IOException(value + " where a number of 32 bits was expected");
    }
    return value;
  }

  @Override
  public SubmitAnswer submit(Bytes extrinsic) throws NodeException {
    try {
      opened().call("author_submitExtrinsic", "[" + Json.quoted(extrinsic) + "]", Json::hash);
      return new SubmitAnswer.Accepted();
    } catch (RpcException.Refused e) {
      return SubmitErrors.answer(e.code(), e.said());
    } catch (RpcException e) {
      throw failed(e);
    }
  }

  private static String at(Hash256 block) {
    return "[" + Json.quoted(block) + "]";
  }

  private <T> T known(String method, Hash256 block, Optional<T> found) throws NodeException {
    return found.orElseThrow(
        () ->
            new NodeException.Refused(
                "%s: to %s, %s is an unknown block".formatted(endpoint, method, block)));
  }

  private <T> T call(String method, String params, JsonReader<T> reader) throws NodeException {
    try {
      return opened().call(method, params, reader);
    } catch (RpcException e) {
      throw failed(e);
    }
  }

  private RpcConnection opened() throws NodeException {
    RpcConnection open = connection;
    if (open == null) {
      throw new NodeException.Unavailable(endpoint + ": not connected");
    }
    return open;
  }

  private static NodeException failed(RpcException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e) {
      case RpcException.Unavailable gone -> new NodeException.Unavailable(message, gone);
      case RpcException.Refused _ -> new NodeException.Refused(message);
      case RpcException.Malformed lie -> new NodeException.Unverified(message, lie);
    };
  }

  @Override
  public void close() {
    RpcConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
