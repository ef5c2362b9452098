package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reports that stand in for those of real hardware: right in their outer shape, signed by nobody.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phala-types/src/lib.rs">AttestationReport</a>
 */
public final class Attestations {
  private static final int IAS = 1;
  private static final int DCAP = 2;

  private Attestations() {}

  /** JSON text of a provider as SCALE {@code AttestationProvider} names it. */
  public static String providerJson(@Nullable Bytes provider) {
    return switch (kind(provider)) {
      case 0 -> "\"root\"";
      case IAS -> "\"ias\"";
      case DCAP -> "\"dcap\"";
      default -> "null";
    };
  }

  /** SCALE {@code Option<AttestationReport>} over the given runtime info. */
  public static byte[] encodedReport(@Nullable Bytes provider, byte[] encodedRuntimeInfo) {
    byte[] userData = Hashing.blake2b256(encodedRuntimeInfo).bytes();
    var writer = new ScaleWriter(256);
    return switch (kind(provider)) {
      case IAS ->
          writer
              .u8(1)
              .u8(0)
              .byteVec(userData)
              .byteVec(new byte[64])
              .byteVec(new byte[32])
              .toByteArray();
      case DCAP -> writer.u8(1).u8(1).byteVec(userData).u8(0).toByteArray();
      default -> writer.u8(0).toByteArray();
    };
  }

  private static int kind(@Nullable Bytes provider) {
    return Optional.ofNullable(provider)
        .filter(bytes -> !bytes.isEmpty())
        .map(bytes -> bytes.at(0))
        .orElse(-1);
  }
}
