package dev.runtimebridge.devnet.runtime.call;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;

/** Proof of the hardware that a worker runs on. */
public sealed interface Attestation {

  /** A report of Intel's service. */
  record Ias(Bytes report, Bytes signature, Bytes certificate) implements Attestation {}

  /**
   * A quote that is checked with data of Intel's certification service.
   *
   * @param hasCollateral whether that data is with it
   */
  record Dcap(Bytes quote, boolean hasCollateral) implements Attestation {}

  /** {@code Attestation} of the first call: reports of Intel's service only. */
  static Attestation readLegacy(ScaleReader in) {
    int kind = in.u8();
    if (kind != 0) {
      throw in.malformed("an attestation of kind " + kind);
    }
    return ias(in);
  }

  /** {@code AttestationReport} of the second. */
  static Attestation read(ScaleReader in) {
    int kind = in.u8();
    return switch (kind) {
      case 0 -> ias(in);
      case 1 -> new Dcap(Bytes.read(in), in.option(Attestation::collateral).isPresent());
      default -> throw in.malformed("an attestation report of kind " + kind);
    };
  }

  private static Attestation ias(ScaleReader in) {
    return new Ias(Bytes.read(in), Bytes.read(in), Bytes.read(in));
  }

  private static Bytes collateral(ScaleReader in) {
    int from = in.position();
    int kind = in.u8();
    if (kind != 0) {
      throw in.malformed("collateral of kind " + kind);
    }
    for (int part = 0; part < 9; part++) {
      byte[] _ = in.byteVec();
    }
    return Bytes.of(in.since(from));
  }
}
