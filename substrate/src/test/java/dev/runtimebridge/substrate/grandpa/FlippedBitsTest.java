package dev.runtimebridge.substrate.grandpa;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.Verdict.Invalid;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes real justifications by one bit at a time. */
class FlippedBitsTest {
  @Test
  void shouldRefuseAnySingleFlippedBitOfPolkadot4635975() throws IOException {
    refusesFlips(RealJustification.polkadot());
  }

  @Test
  void shouldRefuseAnySingleFlippedBitOfSmallChains() throws IOException {
    refusesFlips(RealJustification.smoldot());
    refusesFlips(RealJustification.pangolin());
  }

  @Test
  void shouldRefuseAnySingleFlippedBitOfRococo() throws IOException {
    for (RealJustification real : RealJustification.rococo()) {
      refusesFlips(real);
    }
  }

  private static void refusesFlips(RealJustification real) {
    var signatures = new KnownSignatures();
    assertInstanceOf(Verdict.Valid.class, real.verify(real.decoded(), signatures));
    signatures.learned();
    IntStream.range(0, 8 * real.encoded().length())
        .parallel()
        .forEach(bit -> assertRefused(real, flip(real.encoded(), bit), signatures, bit));
  }

  private static byte[] flip(Bytes encoded, int bit) {
    byte[] flipped = encoded.toByteArray();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
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
