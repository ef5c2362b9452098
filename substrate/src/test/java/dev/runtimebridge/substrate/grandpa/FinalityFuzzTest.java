package dev.runtimebridge.substrate.grandpa;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.fuzzing.Parts;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What nodes send to prove that blocks are final. */
class FinalityFuzzTest extends FuzzTests {

  @MethodSource("proofs")
  @Fuzz
  void finalityProof(byte[] input) {
    onlyDeclared(
        input,
        () -> assertArrayEquals(input, FinalityProof.decode(input).encode()),
        MalformedScale.class);
  }

  /** An authority set that the input brings along, and a justification that is checked by it. */
  @MethodSource("justifications")
  @Fuzz
  void justification(byte[] input) {
    List<byte[]> parts = Parts.split(input, 2);
    onlyDeclared(
        input,
        () -> {
          AuthoritySet authorities = AuthoritySet.decode(parts.get(0));
          var justification = GrandpaJustification.decode(parts.get(1));
          Commit commit = justification.commit();
          Verdict verdict =
              JustificationVerifier.verify(
                  justification, commit.targetHash(), commit.targetNumber(), authorities);
          Verdict other =
              JustificationVerifier.verify(
                  justification, Hash256.ZERO, commit.targetNumber() + 1, authorities);
          assertFalse(verdict.equals(other));
        },
        MalformedScale.class);
  }

  static Stream<byte[]> proofs() throws IOException {
    return real().stream()
        .map(each -> new FinalityProof(Hash256.ZERO, each.encoded(), List.of()).encode());
  }

  static Stream<byte[]> justifications() throws IOException {
    return real().stream()
        .map(each -> Parts.join(each.authorities().encode(), each.encoded().toByteArray()));
  }

  /** Small ones: each signature of a large one takes its time. */
  private static List<RealJustification> real() throws IOException {
    List<RealJustification> real = new ArrayList<>(RealJustification.rococo().subList(0, 3));
    real.add(RealJustification.smoldot());
    real.add(RealJustification.pangolin());
    return real;
  }
}
