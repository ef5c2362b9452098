package dev.runtimebridge.devnet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.TwoChains;
import dev.runtimebridge.schemas.prpc.CombinedHeadersToSync;
import dev.runtimebridge.schemas.prpc.InitRuntimeRequest;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.FinalityProof;
import dev.runtimebridge.substrate.pruntime.Blocks;
import dev.runtimebridge.substrate.pruntime.GenesisBlockInfo;
import dev.runtimebridge.substrate.pruntime.HeadersToSync;
import dev.runtimebridge.substrate.pruntime.ParaHeaders;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.storage.StorageState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;

/** Brings workers to the tip of a devnet's chains, as a bridge does. */
final class WorkerFeeder {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Devnet devnet;

  WorkerFeeder(Devnet devnet) {
    this.devnet = devnet;
  }

  /** Sends a worker all that is final. */
  PhactoryInfo feed(URI worker) throws Exception {
    long finalized = devnet.chains().relay().finalized();
    PhactoryInfo info = info(worker);
    while (info.getHeadernum() <= finalized) {
      feed(worker, devnet.chains(), info, finalized);
      info = info(worker);
    }
    return info;
  }

  /** InitRuntime. */
  void init(URI worker) throws Exception {
    TwoChains chains = devnet.chains();
    long relayStart = devnet.status().relayStart();
    Block relay = chains.relay().block(relayStart).orElseThrow();
    var genesis =
        new GenesisBlockInfo(
            Bytes.of(relay.header().encode()),
            chains.finality().sets().set(0),
            relay.state().prove(List.of(StorageKeys.GRANDPA_AUTHORITIES)));
    var state = new StorageState(chains.para().genesis().state().entries(Bytes.EMPTY).toList());
    call(
        worker,
        "InitRuntime",
        InitRuntimeRequest.newBuilder()
            .setEncodedGenesisInfo(ByteString.copyFrom(genesis.encode()))
            .setEncodedGenesisState(ByteString.copyFrom(state.encode()))
            .setIsParachain(true)
            .build());
  }

  /** One batch up to the next justification, with the heads it proves and the blocks up to them. */
  private void feed(URI worker, TwoChains chains, PhactoryInfo info, long finalized)
      throws Exception {
    long from = info.getHeadernum();
    FinalityProof proof = chains.finality().prove(from, finalized).orElseThrow();
    Block target = chains.relay().block(proof.block()).orElseThrow();
    long head = chains.paraIncludedBy(target.number());
    Bytes key = StorageKeys.paraHead(TwoChains.PARA_ID);
    var request =
        CombinedHeadersToSync.newBuilder()
            .setEncodedRelaychainHeaders(
                ByteString.copyFrom(
                    HeadersToSync.encode(
                        LongStream.rangeClosed(from, target.number())
                            .mapToObj(n -> chains.relay().block(n).orElseThrow().header().encode())
                            .toList(),
                        proof.justification().toByteArray())))
            .setEncodedParachainHeaders(
                ByteString.copyFrom(
                    ParaHeaders.encode(
                        LongStream.rangeClosed(info.getParaHeadernum(), head)
                            .mapToObj(n -> chains.para().block(n).orElseThrow().header().encode())
                            .toList())));
    target
        .state()
        .prove(List.of(key))
        .forEach(node -> request.addProof(ByteString.copyFrom(node.toByteArray())));
    call(worker, "SyncCombinedHeaders", request.build());
    List<Block> blocks =
        LongStream.rangeClosed(info.getBlocknum(), head)
            .mapToObj(n -> chains.para().block(n).orElseThrow())
            .toList();
    byte[] encoded =
        Blocks.encode(
            blocks.stream().map(block -> block.header().encode()).toList(),
            blocks.stream().map(block -> block.changes().encode()).toList());
    call(
        worker,
        "DispatchBlocks",
        dev.runtimebridge.schemas.prpc.Blocks.newBuilder()
            .setEncodedBlocks(ByteString.copyFrom(encoded))
            .build());
  }

  PhactoryInfo info(URI worker) throws Exception {
    return PhactoryInfo.parseFrom(post(worker, "GetInfo", new byte[0]));
  }

  private void call(URI worker, String method, Message request) throws Exception {
    post(worker, method, request.toByteArray());
  }

  byte[] post(URI worker, String method, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(worker + "/prpc/PhactoryAPI." + method))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(
        200,
        answer.statusCode(),
        () -> method + ": " + new String(answer.body(), StandardCharsets.UTF_8));
    return answer.body();
  }
}
