package dev.runtimebridge.syncer.adapter.pccs;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.Optional;

/**
 * The DCAP report that a worker gives without collateral.
 *
 * <pre>
 * report     = %x00 / %x01 (ias / dcap)       ; Option&lt;AttestationReport&gt;
 * dcap       = %x01 quote (%x00 / %x01 collateral)
 * quote      = compact *OCTET                 ; length in bytes
 * collateral = %x00 sgx-v30                   ; {@link SgxCollateral}
 * </pre>
 *
 * @param quote what the enclave's machine signed
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/pink/pink-types/src/sgx.rs">sgx.rs</a>
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/standalone/pherry/src/lib.rs">attestation_to_report
 *     in pherry</a>
 */
record DcapReport(Bytes quote) {
  private static final int LARGEST = 1 << 16;
  private static final int SGX_DCAP = 1;
  private static final int SGX_V30 = 0;
  private static final Bytes SOME_DCAP = Bytes.of(new byte[] {1, SGX_DCAP});

  /**
   * The report that lacks its collateral, if this is one.
   *
   * @throws BadReport if it begins as a DCAP report and does not go on as one
   */
  static Optional<DcapReport> withoutCollateral(Bytes encoded) throws BadReport {
    if (!encoded.startsWith(SOME_DCAP)) {
      return Optional.empty();
    }
    if (encoded.length() > LARGEST) {
      throw new BadReport(
          "a DCAP report of %d bytes; %d is the most".formatted(encoded.length(), LARGEST));
    }
    ScaleReader reader = ScaleReader.of(encoded.toByteArray());
    try {
      reader.bytes(SOME_DCAP.length());
      Bytes quote = Bytes.read(reader);
      if (reader.bool()) {
        return Optional.empty();
      }
      reader.end();
      return Optional.of(new DcapReport(quote));
    } catch (MalformedScale e) {
      throw new BadReport("a DCAP report that cannot be read: " + e.getMessage(), e);
    }
  }

  /** The same report with collateral. */
  Bytes with(SgxCollateral collateral) {
    var writer = new ScaleWriter(LARGEST).bytes(SOME_DCAP.toByteArray());
    quote.write(writer);
    collateral.write(writer.bool(true).u8(SGX_V30));
    return Bytes.of(writer.toByteArray());
  }
}
