package dev.runtimebridge.devnet.runtime;

import static dev.runtimebridge.devnet.runtime.DevAccount.ALICE;
import static dev.runtimebridge.devnet.runtime.DevAccount.DAVE;
import static dev.runtimebridge.devnet.runtime.DevAccount.EVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.runtime.TransactionValidity.Invalid;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Kind;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Valid;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.extrinsic.Era;
import dev.runtimebridge.substrate.extrinsic.Terms;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which transactions the pool takes, which stand in a block, and what they cost. */
class TransactionValidityTest {
  private final RuntimeChain chain = new RuntimeChain();

  @Test
  void shouldKnowTheSecretsOfItsAccounts() {
    for (DevAccount each : DevAccount.values()) {
      try (Sr25519KeyPair key = RuntimeChain.key(each.uri())) {
        assertEquals(key.account().bytes(), each.account());
      }
    }
  }

  @Test
  void shouldTakeTransactionsOfOneAccountInOrder() {
    Bytes first = chain.signed(DAVE, 0, chain.remark("a"));
    Bytes second = chain.signed(DAVE, 1, chain.remark("b"));
    Valid now = assertInstanceOf(Valid.class, validate(first));
    Valid later = assertInstanceOf(Valid.class, validate(second));
    assertEquals(List.of(), now.requires());
    assertEquals(now.provides(), later.requires());
    assertEquals(64, now.longevity());
    assertEquals(DAVE.account(), now.account());
    assertEquals(1, later.nonce());

    assertEquals(Kind.FUTURE, chain.tried(second).getFirst().why().kind());
    assertEquals(0, chain.nonce(DAVE));
    chain.block(first, second);
    assertEquals(2, chain.nonce(DAVE));
    assertEquals(Kind.STALE, invalid(first));
  }

  @Test
  void shouldRefuseWhatIsNotSignedForThisChain() {
    Bytes other = chain.signed(DAVE, chain.remark("x"));
    byte[] changed = other.toByteArray();
    changed[changed.length - 1] ^= 1;
    assertEquals(Kind.BAD_PROOF, invalid(Bytes.of(changed)));
    var wrongBirth = Terms.of(Era.mortal(64, 0), Hash256.ZERO, 0);
    assertEquals(Kind.BAD_PROOF, invalid(chain.signed(DAVE, chain.remark("x"), wrongBirth)));
  }

  @Test
  void shouldRefuseATransactionWhoseEraIsOver() {
    chain.block();
    Bytes mortal = chain.signed(DAVE, chain.remark("x"), Terms.of(Era.mortal(4, 1), chain.hash, 0));
    assertEquals(4, assertInstanceOf(Valid.class, validate(mortal)).longevity());
    chain.blocks(3);
    assertEquals(1, assertInstanceOf(Valid.class, validate(mortal)).longevity());
    // In the next period the same era begins with another block, for which it is not signed.
    chain.block();
    assertEquals(Kind.BAD_PROOF, invalid(mortal));
  }

  @Test
  void shouldRefuseAnEraWhoseFirstBlockIsForgotten() {
    Bytes unborn =
        chain.signed(DAVE, chain.remark("x"), Terms.of(Era.mortal(64, 9), chain.hash, 0));
    chain.blocks(2);
    assertEquals(Kind.ANCIENT_BIRTH_BLOCK, invalid(unborn));
  }

  @Test
  void shouldTakeAnImmortalTransactionAtAnyTime() {
    Bytes immortal =
        chain.signed(DAVE, chain.remark("x"), Terms.of(Era.immortal(), chain.genesis, 0));
    chain.blocks(3);
    Valid valid = assertInstanceOf(Valid.class, validate(immortal));
    assertEquals(Long.MAX_VALUE, valid.longevity());
    chain.block(immortal);
  }

  @Test
  void shouldRefuseBytesThatAreNoTransaction() {
    assertEquals(Kind.MALFORMED, invalid(Bytes.EMPTY));
    assertEquals(Kind.MALFORMED, invalid(Bytes.of(new byte[] {4, 0x04})));
    byte[] good = chain.signed(DAVE, chain.remark("some text")).toByteArray();
    var random = new Random(11);
    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      assertInstanceOf(Invalid.class, validate(Bytes.of(bad)));
      assertInstanceOf(
          Invalid.class, validate(Bytes.of(good).slice(0, random.nextInt(good.length))));
    }
  }

  @Test
  void shouldRefuseTheInherentFromThePool() {
    Bytes inherent = chain.runtime.execute(emptyBlock()).extrinsics().getFirst();
    assertEquals(Kind.BAD_MANDATORY, invalid(inherent));
  }

  @Test
  void shouldTakeTheFeeAlsoWhenTheCallFails() {
    BigInteger before = free(DAVE);
    chain.block(chain.signed(DAVE, chain.pool("add_worker", 1, RuntimeChain.worker(1))));
    assertEquals("PhalaStakePoolv2.WorkerNotRegistered", chain.result());
    var paid = chain.event("TransactionPayment", "TransactionFeePaid").fields();
    BigInteger fee = ((Value.Int) paid.get("actual_fee")).value();
    assertEquals(before.subtract(fee), free(DAVE));
    assertTrue(fee.signum() > 0);
    assertEquals(1, chain.nonce(DAVE));
  }

  @Test
  void shouldTakeMoreForLongerTransactionsAndForTips() {
    BigInteger small = fee("", 0);
    assertTrue(fee("x".repeat(1000), 0).compareTo(small) > 0);
    assertEquals(small.add(BigInteger.valueOf(7)), fee("", 7));
  }

  @Test
  void shouldRefuseWhoCannotPay() {
    var poor = new RuntimeChain(RuntimeSettings.DEFAULTS.withBalance(BigInteger.TEN));
    Bytes transaction = poor.signed(EVE, poor.remark("x"));
    var invalid =
        assertInstanceOf(Invalid.class, poor.runtime.validate(transaction, poor.hash, poor.state));
    assertEquals(Kind.PAYMENT, invalid.kind());
  }

  @Test
  void shouldMoveBalances() {
    BigInteger before = free(EVE);
    assertEquals("ok", chain.run(DAVE, transfer(RuntimeSettings.pha(5))));
    assertEquals(before.add(RuntimeSettings.pha(5)), free(EVE));
    assertEquals(
        "Balances.InsufficientBalance", chain.run(DAVE, transfer(RuntimeSettings.pha(2_000_000))));
    assertEquals(
        "Balances.Expendability",
        chain.run(DAVE, transfer(free(DAVE).subtract(BigInteger.TEN.pow(10)))));
  }

  @Test
  void shouldGiveTheSameBlockForTheSameTransactions() {
    var again = new RuntimeChain();
    for (RuntimeChain each : List.of(chain, again)) {
      each.measured(ALICE, RuntimeChain.worker(1));
    }
    assertEquals(
        chain.runtime.execute(input(chain)).changes(),
        again.runtime.execute(input(chain)).changes());
    assertEquals(chain.state.root(), again.state.root());
  }

  private BlockInput input(RuntimeChain of) {
    return new BlockInput(of.state, of.hash, of.number + 1, of.timeMs + 12_000, List.of(), false);
  }

  private BlockInput emptyBlock() {
    return input(chain);
  }

  private BigInteger fee(String text, long tip) {
    BigInteger before = free(DAVE);
    var terms =
        new Terms(Era.immortal(), chain.genesis, chain.nonce(DAVE), BigInteger.valueOf(tip));
    chain.block(chain.signed(DAVE, chain.remark(text), terms));
    return before.subtract(free(DAVE));
  }

  private TransactionValidity validate(Bytes transaction) {
    return chain.runtime.validate(transaction, chain.hash, chain.state);
  }

  private Kind invalid(Bytes transaction) {
    return assertInstanceOf(Invalid.class, validate(transaction)).kind();
  }

  private Bytes transfer(BigInteger value) {
    return chain.codec.call(
        "Balances",
        "transfer_keep_alive",
        Map.of("dest", RuntimeChain.id(EVE), "value", Value.of(value)));
  }

  private BigInteger free(DevAccount who) {
    var account = chain.composite("System", "Account", Value.of(who.account()));
    return ((Value.Int) ((Value.Composite) account.get("data")).get("free")).value();
  }
}
