package dev.runtimebridge.submitter.adapter.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.SealedSecret;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.SealedBox;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import dev.runtimebridge.substrate.key.Sr25519;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys come with operators and go with them. */
class KeyRingTest {
  private final SealingKeyPair sealing = SealingKeyPair.generate();
  private final KeyRing ring = new KeyRing(sealing);
  private final Sr25519KeyPair alice = Sr25519KeyPair.fromSeed(seed(1));
  private final Sr25519KeyPair bob = Sr25519KeyPair.fromSeed(seed(2));

  @AfterEach
  void close() {
    ring.close();
  }

  private static byte[] seed(int first) {
    byte[] seed = new byte[32];
    seed[0] = (byte) first;
    return seed;
  }

  /** An operator of {@code pid} that names {@code account} and has the secret of {@code pair}. */
  private static PoolOperator operator(
      long pid, AccountId account, Sr25519KeyPair pair, SealingKeyPair sealedFor) {
    var box =
        SealedBox.seal(
            sealedFor.publicKey(), SealedBox.additionalData(pid, account), pair.secretKey());
    return PoolOperator.newBuilder()
        .setAccount(ByteString.copyFrom(account.toByteArray()))
        .setSecret(
            SealedSecret.newBuilder()
                .setKeyId(sealedFor.keyId())
                .setEncapsulatedKey(ByteString.copyFrom(box.encapsulatedKey().toByteArray()))
                .setCiphertext(ByteString.copyFrom(box.ciphertext().toByteArray())))
        .build();
  }

  private PoolOperator operator(long pid, Sr25519KeyPair pair) {
    return operator(pid, pair.account(), pair, sealing);
  }

  @Test
  void shouldSignWithTheKeyOfAnOperator() {
    ring.set(7, operator(7, alice));
    byte[] message = {1, 2, 3};
    Optional<byte[]> signature = ring.with(alice.account(), pair -> pair.sign(message));
    assertTrue(Sr25519.verify(alice.account().toByteArray(), message, signature.orElseThrow()));
    assertTrue(ring.has(alice.account()));
    assertFalse(ring.has(bob.account()));
    assertEquals(Optional.empty(), ring.with(bob.account(), pair -> pair));
    assertEquals(Map.of(), ring.problems());
  }

  @Test
  void shouldWipeTheKeyOfAnOperatorThatIsReplacedOrRemoved() {
    ring.set(7, operator(7, alice));
    var lent = new AtomicReference<Sr25519KeyPair>();
    var _ =
        ring.with(
            alice.account(),
            pair -> {
              lent.set(pair);
              return true;
            });
    ring.set(7, operator(7, bob));
    assertFalse(ring.has(alice.account()));
    assertTrue(ring.has(bob.account()));
    assertThrows(IllegalStateException.class, () -> lent.get().sign(new byte[1]));
    ring.remove(7);
    assertFalse(ring.has(bob.account()));
  }

  @Test
  void shouldKnowWhoSignsInThePlaceOfAnOperatorThatWasReplaced() {
    assertEquals(Optional.empty(), ring.successor(7, alice.account()));
    ring.set(7, operator(7, alice));
    assertEquals(Optional.empty(), ring.successor(7, alice.account()));
    ring.set(7, operator(7, bob));
    assertEquals(Optional.of(bob.account()), ring.successor(7, alice.account()));
    assertEquals(Optional.empty(), ring.successor(8, alice.account()));
    ring.set(8, operator(8, alice));
    assertEquals(Optional.empty(), ring.successor(7, alice.account()));
  }

  @Test
  void shouldNotTakeAKeyThatCannotBeOpenedForThatOfAReplacedOperator() {
    ring.set(7, operator(7, alice.account(), bob, sealing));
    assertFalse(ring.has(alice.account()));
    assertEquals(Optional.empty(), ring.successor(7, alice.account()));
    assertEquals(Optional.of(alice.account()), ring.successor(7, bob.account()));
  }

  @Test
  void shouldHoldTheKeysOfTheseOperatorsAndNoOthers() {
    ring.set(7, operator(7, alice));
    ring.setAll(Map.of(8L, operator(8, bob)));
    assertEquals(Set.of(bob.account()), ring.accounts());
    ring.set(9, operator(9, alice.account(), bob, sealing));
    assertEquals(Set.of(bob.account()), ring.accounts());
  }

  @Test
  void shouldKeepAKeyThatAnotherPoolStillHas() {
    ring.set(7, operator(7, alice));
    ring.set(8, operator(8, alice));
    ring.remove(7);
    assertTrue(ring.has(alice.account()));
  }

  @Test
  void shouldSayWhyAPoolHasNoKeyAndNeverTheSecret() {
    ring.set(1, operator(1, alice.account(), bob, sealing));
    ring.set(2, operator(3, alice));
    try (var other = SealingKeyPair.generate()) {
      ring.set(4, operator(4, alice.account(), alice, other));
      assertTrue(ring.problems().get(4L).contains(other.keyId()), ring.problems()::toString);
    }
    ring.set(5, PoolOperator.getDefaultInstance());
    assertTrue(ring.problems().get(1L).contains("another account"), ring.problems()::toString);
    assertTrue(ring.problems().get(2L).contains("cannot be opened"), ring.problems()::toString);
    assertEquals(4, ring.problems().size());
    assertFalse(ring.has(alice.account()));
    ring.set(1, operator(1, alice));
    assertEquals(3, ring.problems().size());
  }
}
