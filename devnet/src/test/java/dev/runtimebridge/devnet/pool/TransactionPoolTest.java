package dev.runtimebridge.devnet.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.runtime.TransactionValidity;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Invalid;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Kind;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Valid;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Transactions are texts here, such as {@code alice 3 x}: account, nonce, anything. */
class TransactionPoolTest {
  private static final PoolLimits SMALL = new PoolLimits(4, 2, 1_000, 10, Duration.ofMinutes(30));

  private final Map<String, Long> nonces = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private long now;
  private final TransactionPool pool = new TransactionPool(this::judge, SMALL, () -> now);
  private Block best = block(1);

  @Test
  void shouldPutTransactionsIntoABlockInTheOrderOfTheirNonces() throws Exception {
    submit("alice 1", "alice 2", "alice 0", "bob 0");

    assertEquals(List.of("alice 0", "alice 1", "alice 2", "bob 0"), forBlock(2));
    assertEquals(
        List.of(
            "alice 1 future",
            "alice 2 future",
            "alice 1 ready",
            "alice 1 broadcast",
            "alice 2 ready",
            "alice 2 broadcast",
            "alice 0 ready",
            "alice 0 broadcast",
            "bob 0 ready",
            "bob 0 broadcast"),
        told);
  }

  @Test
  void shouldCountTheNoncesThatWait() throws Exception {
    nonces.put("alice", 5L);
    submit("alice 5", "alice 6", "alice 8");

    assertEquals(7, pool.nextNonce(Bytes.utf8("alice"), 5));
    assertEquals(0, pool.nextNonce(Bytes.utf8("bob"), 0));
  }

  @Test
  void shouldFollowATransactionToFinality() throws Exception {
    submit("alice 0");
    include("alice 0");
    pool.finalized(best.number() - 1);
    pool.finalized(best.number());

    String hash = best.hash().toString();
    assertEquals(
        List.of(
            "alice 0 ready",
            "alice 0 broadcast",
            "alice 0 inBlock " + hash,
            "alice 0 finalized " + hash),
        told);
    assertEquals(List.of(), forBlock(9));
  }

  @Test
  void shouldTakeBackWhatAReplacedBlockHeld() throws Exception {
    submit("alice 0", "alice 1");
    Block retracted = include("alice 0");
    told.clear();
    nonces.put("alice", 0L);
    best = new Block(header(best.number(), 7), Hash256.ZERO, best.state(), none(), List.of());
    pool.replaced(retracted, best);

    assertEquals(List.of("alice 0", "alice 1"), forBlock(best.number() + 1));
    assertEquals(
        List.of("alice 0 retracted " + retracted.hash(), "alice 0 ready", "alice 0 broadcast"),
        told);
  }

  @Test
  void shouldRefuseWithTheCodesOfNodes() throws Exception {
    nonces.put("alice", 1L);
    assertEquals("1010 Invalid Transaction, Transaction is outdated", refusal("alice 0"));
    assertEquals("1012 Transaction is temporarily banned", refusal("alice 0"));
    now = SMALL.ban().toNanos();
    assertEquals("1010 Invalid Transaction, Transaction is outdated", refusal("alice 0"));
    assertEquals(1002, assertThrows(PoolRefusal.class, () -> submit("?")).code());
    submit("alice 1");
    assertEquals(1013, assertThrows(PoolRefusal.class, () -> submit("alice 1")).code());
    assertEquals(1014, assertThrows(PoolRefusal.class, () -> submit("alice 1 other")).code());
    include("alice 1");
    assertEquals(1012, assertThrows(PoolRefusal.class, () -> submit("alice 1")).code());
  }

  @Test
  void shouldLetABetterTransactionTakeThePlaceOfAnother() throws Exception {
    submit("alice 0", "alice 0 tip");

    assertEquals(List.of("alice 0 tip"), forBlock(2));
    assertEquals("alice 0 usurped " + hash("alice 0 tip"), told.get(2));
  }

  @Test
  void shouldDropTheWorstWhenItIsFull() throws Exception {
    submit("a 0", "b 0", "c 0", "d 0");
    assertEquals(1016, assertThrows(PoolRefusal.class, () -> submit("e 0")).code());
    submit("f 0 tip");

    assertEquals(List.of("f 0 tip", "a 0", "b 0", "c 0"), forBlock(2));
    assertEquals("d 0 dropped", told.getLast());
  }

  @Test
  void shouldEvictWhatABlockHasMadeOutdated() throws Exception {
    submit("alice 0");
    nonces.put("alice", 1L);
    include();

    assertEquals("alice 0 invalid", told.getLast());
    assertEquals(List.of(), pool.pending());
  }

  @Test
  void shouldKeepBackWhatANodeKeepsAndAllThatFollows() throws Exception {
    pool.submit(best, Bytes.utf8("alice 0"), new Handling(false, 5), status -> {});
    submit("alice 1", "bob 0");

    assertEquals(List.of("bob 0"), forBlock(4));
    assertEquals(List.of("alice 0", "alice 1", "bob 0"), forBlock(5));
    assertEquals(2, pool.nextNonce(Bytes.utf8("alice"), 0));
  }

  @Test
  void shouldForgetWithoutAWordWhatANodeForgets() throws Exception {
    pool.submit(best, Bytes.utf8("alice 0"), new Handling(true, 0), status -> {});

    assertEquals(List.of(), pool.pending());
    submit("alice 0");
    assertEquals(List.of("alice 0"), forBlock(2));
  }

  private void submit(String... transactions) throws PoolRefusal {
    for (String each : transactions) {
      Hash256 _ =
          pool.submit(
              best,
              Bytes.utf8(each),
              Handling.SOUND,
              status -> told.add(each + " " + text(status)));
    }
  }

  private String refusal(String transaction) {
    var refusal = assertThrows(PoolRefusal.class, () -> submit(transaction));
    return refusal.code()
        + " "
        + refusal.getMessage()
        + refusal.data().map(", "::concat).orElse("");
  }

  private Block include(String... transactions) {
    for (String each : transactions) {
      nonces.merge(each.split(" ", -1)[0], 1L, Long::sum);
    }
    best = block(best.number() + 1, transactions);
    pool.bestBlock(best);
    return best;
  }

  private List<String> forBlock(long number) {
    return pool.forBlock(number).stream().map(TransactionPoolTest::text).toList();
  }

  private TransactionValidity judge(Block after, Bytes extrinsic) {
    String[] parts = text(extrinsic).split(" ", -1);
    if (parts.length < 2) {
      return new Invalid(Kind.MALFORMED, "");
    }
    long nonce = Long.parseLong(parts[1]);
    long next = nonces.getOrDefault(parts[0], 0L);
    if (nonce < next) {
      return new Invalid(Kind.STALE, "");
    }
    Bytes before = Bytes.utf8(parts[0] + (nonce - 1));
    return new Valid(
        Bytes.utf8(parts[0]),
        nonce,
        parts.length > 2 && parts[2].equals("tip") ? 2 : 1,
        Long.MAX_VALUE,
        List.of(Bytes.utf8(parts[0] + nonce)),
        nonce == next ? List.of() : List.of(before));
  }

  private static String text(TransactionStatus status) {
    return status
        .json()
        .toString()
        .replaceAll("\\{broadcast=.*", "broadcast")
        .replaceAll("[{}]", "")
        .replace('=', ' ');
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }

  private static Hash256 hash(String transaction) {
    return Hashing.blake2b256(Bytes.utf8(transaction).toByteArray());
  }

  private static Block block(long number, String... transactions) {
    Header header = header(number, transactions.length);
    return new Block(
        header,
        Hashing.blake2b256(header.encode()),
        StateTrie.empty(StateVersion.V0),
        none(),
        Arrays.stream(transactions).map(Bytes::utf8).toList());
  }

  private static Header header(long number, int salt) {
    Hash256 root = Hashing.blake2b256(new byte[] {(byte) salt});
    return new Header(Hash256.ZERO, number, root, Hash256.ZERO, List.of());
  }

  private static StorageChanges none() {
    return new StorageChanges(List.of(), List.of());
  }
}
