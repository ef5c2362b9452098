package dev.runtimebridge.devnet.runtime;

import static dev.runtimebridge.devnet.runtime.DevAccount.DAVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Invalid;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Kind;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Valid;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.extrinsic.Era;
import dev.runtimebridge.substrate.extrinsic.Terms;
import org.junit.jupiter.api.Test;

/** How often the signature of a transaction is computed. */
class SignaturesTest {
  private int computed;
  private final RuntimeChain chain = remembering(4);

  private RuntimeChain remembering(int signatures) {
    var counted =
        new Signatures(
            signatures,
            (signed, message) -> {
              computed++;
              return Signatures.onCurves(signed, message);
            });
    return new RuntimeChain(new ParaRuntime(DevnetSettings.builder().build(), counted));
  }

  @Test
  void shouldComputeASignatureOnceFromThePoolToTheBlock() {
    Bytes waiting = chain.signed(DAVE, chain.remark("once"));
    valid(waiting);
    chain.block();
    valid(waiting);
    chain.block(waiting);

    assertEquals(1, computed);
    assertEquals(1, chain.nonce(DAVE));
  }

  @Test
  void shouldComputeAWrongSignatureEachTime() {
    byte[] forged = chain.signed(DAVE, chain.remark("right")).toByteArray();
    forged[forged.length - 1] ^= 1;
    for (int i = 1; i <= 2; i++) {
      assertEquals(Kind.BAD_PROOF, invalid(Bytes.of(forged)));
      assertEquals(i, computed);
    }
  }

  @Test
  void shouldNotTrustUnderAnotherRuntimeWhatWasRightBefore() {
    Bytes signed = chain.signed(DAVE, chain.remark("before"), forEver());
    valid(signed);
    chain.upgrade();

    Bytes moved = chain.signed(DAVE, chain.remark("before"), forEver());
    byte[] mixed = moved.toByteArray();
    System.arraycopy(signed.toByteArray(), 0, mixed, 0, mixed.length - remarkLength());
    assertEquals(Kind.BAD_PROOF, invalid(Bytes.of(mixed)));
    valid(moved);
  }

  @Test
  void shouldForgetTheSignatureThatWasNotAskedForTheLongest() {
    RuntimeChain small = remembering(2);
    Bytes[] remarks = new Bytes[3];
    for (int i = 0; i < remarks.length; i++) {
      remarks[i] = small.signed(DAVE, i, small.remark("remark " + i));
    }
    for (int each : new int[] {0, 1, 0, 2, 0}) {
      valid(small, remarks[each]);
    }
    assertEquals(3, computed);

    valid(small, remarks[1]);
    assertEquals(4, computed);
  }

  private Terms forEver() {
    return Terms.of(Era.immortal(), chain.genesis, 0);
  }

  private int remarkLength() {
    return chain.remark("before").length();
  }

  private void valid(Bytes transaction) {
    valid(chain, transaction);
  }

  private static void valid(RuntimeChain of, Bytes transaction) {
    assertInstanceOf(Valid.class, of.runtime.validate(transaction, of.hash, of.state));
  }

  private Kind invalid(Bytes transaction) {
    var answer = chain.runtime.validate(transaction, chain.hash, chain.state);
    return assertInstanceOf(Invalid.class, answer).kind();
  }
}
