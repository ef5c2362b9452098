package dev.runtimebridge.devnet.worker.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.runtime.message.Message;
import dev.runtimebridge.devnet.runtime.message.SignedMessage;
import dev.runtimebridge.devnet.worker.TinyChain;
import dev.runtimebridge.devnet.worker.enclave.AuthorityTracking;
import dev.runtimebridge.devnet.worker.enclave.BlockChanges;
import dev.runtimebridge.devnet.worker.enclave.Identity;
import dev.runtimebridge.devnet.worker.enclave.InitRequest;
import dev.runtimebridge.devnet.worker.enclave.PRuntime;
import dev.runtimebridge.devnet.worker.enclave.ParaHeader;
import dev.runtimebridge.devnet.worker.enclave.ParaState;
import dev.runtimebridge.devnet.worker.enclave.Proof;
import dev.runtimebridge.devnet.worker.enclave.RelayHeader;
import dev.runtimebridge.devnet.worker.enclave.RuntimeState;
import dev.runtimebridge.devnet.worker.enclave.SharedChecks;
import dev.runtimebridge.devnet.worker.life.Benchmark;
import dev.runtimebridge.devnet.worker.life.ChainLife;
import dev.runtimebridge.devnet.worker.life.Egress;
import dev.runtimebridge.devnet.worker.life.Session;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import dev.runtimebridge.substrate.trie.StateTrie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk after saves, kills and damage. */
class DiskCheckpointsTest {
  private static final TinyChain CHAIN = new TinyChain(20, 10, 1024);

  @TempDir Path folder;
  private final List<RuntimeState> states = new ArrayList<>();
  private DiskCheckpoints store;

  @BeforeEach
  void syncAWorker() throws Exception {
    store = DiskCheckpoints.open(folder, new SharedChecks(), 5);
    var checks = new SharedChecks();
    var worker = PRuntime.fresh(Identity.of(1, 0), AuthorityTracking.SCHEDULED_CHANGE, checks);
    worker.initRuntime(
        InitRequest.of(
            true,
            CHAIN.genesisInfo(),
            checks.wholeState(CHAIN.state(0)),
            false,
            Bytes.of(new byte[32]),
            null));
    worker.syncHeader(RelayHeader.listOf(CHAIN.headers(1, 10)), null, number -> false);
    worker.syncHeader(RelayHeader.listOf(CHAIN.headers(11, 18)), null, number -> false);
    worker.syncParaHeader(
        ParaHeader.listOf(CHAIN.paraHeaders(0, 9)), Proof.of(CHAIN.headProof(18)));
    worker.dispatchBlocks(BlockChanges.listOf(CHAIN.blocks(1, 8)), states::add);
  }

  @Test
  void shouldFindTheSameStateAgain() throws Exception {
    store.save(0, states.get(4));
    RuntimeState found = reopened().load(0, 0).orElseThrow();
    assertSameCheckpoint(states.get(4), found);
  }

  @Test
  void shouldFindAWorkersBusinessWithTheChainAgain() throws Exception {
    var message = Message.ofPallet("p", "topic", Bytes.utf8("payload"));
    var signed = new SignedMessage(message, 6, Bytes.of(new byte[64]));
    var life =
        new ChainLife(
            70,
            new Benchmark(5, 6_000, 8, true),
            new Session(9, 7_000, true),
            new Egress(7, List.of(signed)));
    store.save(0, states.get(4).with(life));

    assertEquals(life, reopened().load(0, 0).orElseThrow().life());
  }

  @Test
  void shouldLetAWorkerGoOnFromACheckpoint() throws Exception {
    store.save(0, states.get(4));
    var worker =
        PRuntime.restored(
            Identity.of(1, 0),
            AuthorityTracking.SCHEDULED_CHANGE,
            new SharedChecks(),
            reopened().load(0, 0).orElseThrow());
    assertEquals(9, worker.dispatchBlocks(BlockChanges.listOf(CHAIN.blocks(1, 9)), state -> {}));
    assertEquals(
        20, worker.syncHeader(RelayHeader.listOf(CHAIN.headers(19, 20)), null, number -> false));
  }

  @Test
  void shouldKeepTheNewestFiveAndOnlyTheirStates() throws Exception {
    states.forEach(state -> store.save(0, state));
    assertEquals(9, store.load(0, 0).orElseThrow().nextBlock());
    assertEquals(5, store.load(0, 4).orElseThrow().nextBlock());
    assertEquals(Optional.empty(), store.load(0, 5));
    assertEquals(5, files("states"));
  }

  @Test
  void shouldWriteOneStateForAllWorkersAtABlock() throws Exception {
    for (int worker = 0; worker < 20; worker++) {
      store.save(worker, states.getFirst());
    }
    assertEquals(1, files("states"));
    DiskCheckpoints next = reopened();
    assertSame(
        next.load(3, 0).orElseThrow().state().trie(), next.load(4, 0).orElseThrow().state().trie());
    for (int worker = 0; worker < 20; worker++) {
      next.remove(worker);
    }
    assertEquals(0, files("states"));
  }

  @Test
  void shouldCountOnceACheckpointThatIsTakenTwice() throws Exception {
    store.save(0, states.getFirst());
    store.save(0, states.getFirst());
    assertTrue(store.load(0, 0).isPresent());
    store.remove(0);
    assertEquals(0, files("states"));
  }

  @Test
  void shouldStartWithNothingFromABrokenCheckpoint() throws Exception {
    store.save(0, states.get(1));
    store.save(0, states.get(2));
    Path newest = folder.resolve("workers/0/0000000003.checkpoint");
    byte[] content = Files.readAllBytes(newest);
    content[content.length / 2] ^= 1;
    Files.write(newest, content);
    DiskCheckpoints next = reopened();
    assertEquals(Optional.empty(), next.load(0, 0));
    assertSameCheckpoint(states.get(1), next.load(0, 1).orElseThrow());
  }

  @Test
  void shouldStartWithNothingWhenTheStateIsLost() throws Exception {
    store.save(0, states.get(1));
    String root = states.get(1).state().trie().root().toString().substring(2);
    Files.delete(folder.resolve("states").resolve(root + ".state"));
    assertEquals(Optional.empty(), reopened().load(0, 0));
  }

  @Test
  void shouldSweepAwayWhatAKilledProcessLeft() throws Exception {
    store.save(0, states.get(1));
    Files.writeString(folder.resolve("states/new1.tmp"), "half");
    Files.writeString(folder.resolve("workers/0/new2.tmp"), "half");
    assertTrue(reopened().load(0, 0).isPresent());
    assertEquals(1, files("states"));
    assertEquals(1, files("workers/0"));
  }

  @Test
  void shouldKeepChildTries() throws Exception {
    Bytes child = Bytes.utf8("child");
    StateTrie trie =
        states
            .getFirst()
            .state()
            .trie()
            .apply(
                new StorageChanges(
                    List.of(),
                    List.of(
                        new ChildChanges(
                            child, List.of(Change.put(Bytes.utf8("k"), Bytes.utf8("v")))))));
    RuntimeState with = withState(new ParaState(trie, true));
    store.save(0, with);
    StateTrie found = reopened().load(0, 0).orElseThrow().state().trie();
    assertEquals(trie.root(), found.root());
    assertEquals(Optional.of(Bytes.utf8("v")), found.getChild(child, Bytes.utf8("k")));
  }

  private RuntimeState withState(ParaState state) {
    RuntimeState first = states.getFirst();
    return new RuntimeState(
        first.genesis(),
        first.lightClient(),
        first.headers(),
        first.nextBlock(),
        true,
        state,
        first.genesisBlock(),
        first.life());
  }

  private DiskCheckpoints reopened() throws Exception {
    return DiskCheckpoints.open(folder, new SharedChecks(), 5);
  }

  private long files(String name) throws Exception {
    try (var listed = Files.list(folder.resolve(name))) {
      return listed.count();
    }
  }

  private static void assertSameCheckpoint(RuntimeState expected, RuntimeState found) {
    assertEquals(expected.genesis(), found.genesis());
    assertEquals(expected.lightClient(), found.lightClient());
    assertEquals(expected.headers().nextRelay(), found.headers().nextRelay());
    assertEquals(expected.headers().nextPara(), found.headers().nextPara());
    assertEquals(expected.headers().relayRoot(), found.headers().relayRoot());
    assertEquals(expected.headers().paraRoots().toList(), found.headers().paraRoots().toList());
    assertEquals(expected.nextBlock(), found.nextBlock());
    assertEquals(expected.stateValidated(), found.stateValidated());
    assertEquals(expected.state().trie().root(), found.state().trie().root());
    assertEquals(expected.genesisBlock(), found.genesisBlock());
    assertEquals(expected.life(), found.life());
  }
}
