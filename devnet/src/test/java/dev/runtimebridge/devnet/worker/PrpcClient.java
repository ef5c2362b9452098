package dev.runtimebridge.devnet.worker;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.runtimebridge.schemas.prpc.Blocks;
import dev.runtimebridge.schemas.prpc.ChainState;
import dev.runtimebridge.schemas.prpc.CombinedHeadersToSync;
import dev.runtimebridge.schemas.prpc.HeadersSyncedTo;
import dev.runtimebridge.schemas.prpc.HeadersToSync;
import dev.runtimebridge.schemas.prpc.InitRuntimeRequest;
import dev.runtimebridge.schemas.prpc.InitRuntimeResponse;
import dev.runtimebridge.schemas.prpc.ParaHeadersToSync;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import dev.runtimebridge.schemas.prpc.PrpcError;
import dev.runtimebridge.schemas.prpc.SyncedTo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Calls one worker as a bridge does. */
final class PrpcClient {
  private final HttpClient http;
  private final String baseUrl;

  PrpcClient(HttpClient http, String baseUrl) {
    this.http = http;
    this.baseUrl = baseUrl;
  }

  PhactoryInfo info() throws Exception {
    return PhactoryInfo.parseFrom(ok("GetInfo", new byte[0]));
  }

  InitRuntimeResponse init(TinyChain chain) throws Exception {
    return InitRuntimeResponse.parseFrom(ok("InitRuntime", initRequest(chain)));
  }

  static Message initRequest(TinyChain chain) {
    return InitRuntimeRequest.newBuilder()
        .setEncodedGenesisInfo(bytes(chain.genesisInfo()))
        .setEncodedGenesisState(bytes(chain.state(0)))
        .setIsParachain(true)
        .build();
  }

  long headers(byte[] encoded) throws Exception {
    var request = HeadersToSync.newBuilder().setEncodedHeaders(bytes(encoded)).build();
    return SyncedTo.parseFrom(ok("SyncHeader", request)).getSyncedTo();
  }

  long paraHeaders(byte[] encoded, List<ByteString> proof) throws Exception {
    var request =
        ParaHeadersToSync.newBuilder().setEncodedHeaders(bytes(encoded)).addAllProof(proof).build();
    return SyncedTo.parseFrom(ok("SyncParaHeader", request)).getSyncedTo();
  }

  HeadersSyncedTo combined(byte[] relay, byte[] para, List<ByteString> proof) throws Exception {
    var request =
        CombinedHeadersToSync.newBuilder()
            .setEncodedRelaychainHeaders(bytes(relay))
            .setEncodedParachainHeaders(bytes(para))
            .addAllProof(proof)
            .build();
    return HeadersSyncedTo.parseFrom(ok("SyncCombinedHeaders", request));
  }

  long blocks(byte[] encoded) throws Exception {
    var request = Blocks.newBuilder().setEncodedBlocks(bytes(encoded)).build();
    return SyncedTo.parseFrom(ok("DispatchBlocks", request)).getSyncedTo();
  }

  void load(int block, byte[] state) throws Exception {
    ok(
        "LoadChainState",
        ChainState.newBuilder().setBlockNumber(block).setEncodedState(bytes(state)).build());
  }

  long checkpoint() throws Exception {
    return SyncedTo.parseFrom(ok("TakeCheckpoint", new byte[0])).getSyncedTo();
  }

  /** Brings the worker to the given heights, in batches that end with each set. */
  void syncTo(TinyChain chain, int relayTo, int paraTo) throws Exception {
    for (int next = info().getHeadernum(); next <= relayTo; ) {
      int to = Math.min(relayTo, chain.endOfSet(next));
      headers(chain.headers(next, to));
      next = to + 1;
    }
    paraHeaders(chain.paraHeaders(info().getParaHeadernum(), paraTo), proof(chain, relayTo));
    blocks(chain.blocks(info().getBlocknum(), paraTo));
  }

  static List<ByteString> proof(TinyChain chain, int relayBlock) {
    return chain.headProof(relayBlock).stream().map(node -> bytes(node.toByteArray())).toList();
  }

  byte[] ok(String method, Message request) throws Exception {
    return ok(method, request.toByteArray());
  }

  byte[] ok(String method, byte[] body) throws Exception {
    HttpResponse<byte[]> answer = post(method, body);
    if (answer.statusCode() != 200) {
      throw new Refused(answer.statusCode(), PrpcError.parseFrom(answer.body()).getMessage());
    }
    return answer.body();
  }

  HttpResponse<byte[]> post(String method, byte[] body) throws Exception {
    return send("/prpc/PhactoryAPI." + method, BodyPublishers.ofByteArray(body), "POST");
  }

  String text(String path, String httpMethod) throws Exception {
    HttpResponse<byte[]> answer = send(path, BodyPublishers.noBody(), httpMethod);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  HttpResponse<byte[]> send(String path, HttpRequest.BodyPublisher body, String httpMethod)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .timeout(Duration.ofSeconds(20))
            .method(httpMethod, body)
            .build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  static ByteString bytes(byte[] bytes) {
    return ByteString.copyFrom(bytes);
  }

  /** An answer that is a refusal. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(int status, String message) {
      super(status + " " + message);
    }
  }
}
