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
import org.junit.jupiter.api.Test;

/**
 * A worker checks all that it is fed, so one that reaches the tip says that the two chains are
 * sound together.
 */
class WorkersFollowChainsTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void shouldBringAWorkerFromItsGenesisToTheTip() throws Exception {
    DevnetSettings settings =
        DevnetSettings.builder().history(130).storageChangeBytes(4096).workers(1).build();
    try (Devnet devnet = Devnet.start(settings)) {
      URI worker = devnet.workerEndpoint(0);
      TwoChains chains = devnet.chains();
      init(worker, chains, devnet.status().relayStart());
      long finalized = chains.relay().finalized();
      PhactoryInfo info = info(worker);
      while (info.getHeadernum() <= finalized) {
        feed(worker, chains, info, finalized);
        info = info(worker);
      }

      assertEquals(finalized + 1, info.getHeadernum());
      assertEquals(devnet.status().paraFinalized() + 1, info.getParaHeadernum());
      assertEquals(devnet.status().paraFinalized() + 1, info.getBlocknum());
      Block last = chains.para().block(devnet.status().paraFinalized()).orElseThrow();
      assertEquals(last.header().stateRoot().toString(), "0x" + info.getStateRoot());
    }
  }

  private void init(URI worker, TwoChains chains, long relayStart) throws Exception {
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

  private PhactoryInfo info(URI worker) throws Exception {
    return PhactoryInfo.parseFrom(post(worker, "GetInfo", new byte[0]));
  }

  private void call(URI worker, String method, Message request) throws Exception {
    post(worker, method, request.toByteArray());
  }

  private byte[] post(URI worker, String method, byte[] body) throws Exception {
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
