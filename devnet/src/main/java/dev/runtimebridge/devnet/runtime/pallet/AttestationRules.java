package dev.runtimebridge.devnet.runtime.pallet;

import static dev.runtimebridge.devnet.runtime.pallet.DispatchFailure.require;

import dev.runtimebridge.devnet.runtime.call.Attestation;
import dev.runtimebridge.devnet.runtime.call.Registration;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.ScaleReader;

/**
 * What is checked of an attestation. The hardware is simulated, so a report or a quote is only the
 * user data, and for a report that is to age, its time behind it.
 *
 * <pre>
 * report = blake2_256(runtime info) [seconds since 1970:u64]
 * quote  = blake2_256(runtime info) *byte
 * </pre>
 */
final class AttestationRules {
  private static final int USER_DATA = 32;
  private static final long LIFETIME_SECONDS = 2 * 3_600;
  private static final int IAS = 1;
  private static final int DCAP = 2;

  private AttestationRules() {}

  /** The number of the provider, if the attestation is one for this worker and this block. */
  static int check(Attestation attestation, Registration info, Execution block)
      throws DispatchFailure {
    return switch (attestation) {
      case Attestation.Ias ias -> {
        require(!ias.certificate().isEmpty(), "PhalaRegistry.InvalidIASSigningCert");
        require(!ias.signature().isEmpty(), "PhalaRegistry.BadIASReport");
        require(ias.report().length() >= USER_DATA, "PhalaRegistry.InvalidReport");
        requireRecent(ias.report(), block.timeSeconds());
        requireHash(ias.report(), info);
        yield IAS;
      }
      case Attestation.Dcap(Bytes quote, boolean hasCollateral) -> {
        require(hasCollateral && quote.length() >= USER_DATA, "PhalaRegistry.InvalidReport");
        requireHash(quote, info);
        yield DCAP;
      }
    };
  }

  private static void requireHash(Bytes report, Registration info) throws DispatchFailure {
    Bytes hash = Bytes.of(Hashing.blake2b256(info.encoded().toByteArray()).bytes());
    require(report.startsWith(hash), "PhalaRegistry.InvalidRuntimeInfoHash");
  }

  private static void requireRecent(Bytes report, long now) throws DispatchFailure {
    if (report.length() == USER_DATA + Long.BYTES) {
      byte[] time = report.slice(USER_DATA, report.length()).toByteArray();
      long age = now - ScaleReader.of(time).u64();
      require(age <= LIFETIME_SECONDS, "PhalaRegistry.OutdatedIASReport");
    }
  }
}
