package dev.runtimebridge.substrate.grandpa;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.Verdict.Invalid;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Changes real justifications by one bit at a time. */
class FlippedBitsTest {
  @Test
  void shouldRefuseAnySingleFlippedBitOfPolkadot4635975() throws IOException {
    refusesFlips(RealJustification.polkadot(), 1);
  }

  @Test
  void shouldRefuseAnySingleFlippedBitOfSmallChains() throws IOException {
    refusesFlips(RealJustification.smoldot(), 1);
    refusesFlips(RealJustification.pangolin(), 1);
  }

  @Test
  void shouldRefuseFlippedBitsOfRococo() throws IOException {
    refusesFlips(RealJustification.rococo().getFirst(), 1);
    for (RealJustification real : RealJustification.rococo()) {
      // 13 shares no factor with the 1056 bits of a vote, so every bit of a vote is met in some
      // vote.
      refusesFlips(real, 13);
    }
  }

  private static void refusesFlips(RealJustification real, int step) {
    var signatures = new KnownSignatures();
    assertInstanceOf(Verdict.Valid.class, real.verify(real.decoded(), signatures));
    signatures.learned();
    byte[] flipped = real.encoded().toByteArray();
    for (int bit = 0; bit < 8 * flipped.length; bit += step) {
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertRefused(real, flipped, signatures, bit);
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    }
  }

  private static void assertRefused(
      RealJustification real, byte[] flipped, SignatureCheck signatures, int bit) {
    GrandpaJustification decoded;
    try {
      decoded = GrandpaJustification.decode(flipped);
    } catch (MalformedScale refused) {
      return;
    }
    assertInstanceOf(
        Invalid.class, real.verify(decoded, signatures), real + ", bit " + bit + " flipped");
  }

  /** Runs Ed25519 on all but what it has found to hold in the unchanged justification. */
  private static final class KnownSignatures implements SignatureCheck {
    private record Signed(AuthorityId id, Bytes payload, Bytes signature) {}

    private final Set<Signed> known = new HashSet<>();
    private boolean learning = true;

    void learned() {
      learning = false;
    }

    @Override
    public boolean holds(AuthorityId id, byte[] payload, Bytes signature) {
      var signed = new Signed(id, Bytes.of(payload), signature);
      if (known.contains(signed)) {
        return true;
      }
      boolean holds = ED25519.holds(id, payload, signature);
      return holds && (!learning || known.add(signed));
    }
  }
}
