package dev.runtimebridge.dispatch.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.runtimebridge.dispatch.domain.ComputingTask.SignatureCheck;
import dev.runtimebridge.dispatch.domain.ComputingTask.Verdict;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputingTaskTest {
  private static final ComputingTask TASK =
      new ComputingTask(7, new Seed(1, 2, 3, 4), "20".repeat(32));
  private static final byte[] SIGNATURE = new byte[ComputingTask.SIGNATURE_LENGTH];

  /** Any signature of this worker over these very bytes. */
  private static SignatureCheck signed(byte[] result) {
    return (key, message, signature) ->
        Arrays.equals(key, TASK.publicKeyBytes()) && Arrays.equals(message, TASK.signed(result));
  }

  /** From a second implementation, written from docs/dispatch.md. */
  @ParameterizedTest
  @CsvSource({
    "0, 0000000000000000000000000000000000000000000000000000000000000000, 0000000000000000000000000000000000000000000000000000000000000000, e2162622902461698c33329605db71f47284b643ebf319a18de30fb21c167064",
    "7, 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f, 202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f, 3198af7fafa8d2892615f45c8490825fd95f05f2bd88805ab17a741d0a700e91",
    "-1, ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff, abababababababababababababababababababababababababababababababab, 256b071ce890c2d0d808bc016dae5464d910a85da6144882f9b53e4a7e5f1c00"
  })
  void shouldComputeAsTheVectorsSay(long round, String seed, String key, String result) {
    assertEquals(
        result, HexFormat.of().formatHex(new ComputingTask(round, Seed.ofHex(seed), key).result()));
  }

  @Test
  void shouldTakeARightResultThatTheWorkerSigned() {
    byte[] result = TASK.result();
    assertEquals(Verdict.RIGHT, TASK.judge(result, SIGNATURE, signed(result)));
  }

  @Test
  void shouldHoldAWorkerToAWrongResultThatItSigned() {
    byte[] result = TASK.result();
    result[31] ^= 1;
    assertEquals(Verdict.WRONG, TASK.judge(result, SIGNATURE, signed(result)));
  }

  /** Whoever answers in a worker's place can neither do its task nor fail it. */
  @Test
  void shouldIgnoreWhatTheWorkerDidNotSign() {
    byte[] result = TASK.result();
    assertEquals(Verdict.NOT_SIGNED_BY_WORKER, TASK.judge(result, SIGNATURE, signed(new byte[32])));
    assertEquals(Verdict.NOT_SIGNED_BY_WORKER, TASK.judge(new byte[32], SIGNATURE, signed(result)));
  }

  @Test
  void shouldIgnoreBytesOfAnotherSizeBeforeAnybodyReadsThem() {
    SignatureCheck never =
        (key, message, signature) -> {
          throw new AssertionError("bytes of another size were looked at");
        };
    for (int size : new int[] {0, 31, 33, 1 << 20}) {
      assertEquals(Verdict.WRONG_SIZE, TASK.judge(new byte[size], SIGNATURE, never));
    }
    assertEquals(Verdict.WRONG_SIZE, TASK.judge(TASK.result(), new byte[63], never));
  }

  @Test
  void shouldRefuseWhatIsNoKey() {
    Seed seed = new Seed(1, 2, 3, 4);
    for (String key : new String[] {"", "20".repeat(31), "20".repeat(33), "zz".repeat(32)}) {
      assertThrows(IllegalArgumentException.class, () -> new ComputingTask(7, seed, key));
    }
  }
}
