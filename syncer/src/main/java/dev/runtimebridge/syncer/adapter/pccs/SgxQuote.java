package dev.runtimebridge.syncer.adapter.pccs;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;

/**
 * A quote of version 3, of which only the certificates are of interest here.
 *
 * <pre>
 * quote         = header report length auth   ; length: u32, bytes of auth
 * header        = version key-type 44OCTET    ; u16 each; 2 is ECDSA on P-256
 * report        = 384OCTET
 * auth          = signature key qe-report qe-signature qe-auth certification
 * signature     = 64OCTET
 * key           = 64OCTET
 * qe-report     = 384OCTET
 * qe-signature  = 64OCTET
 * qe-auth       = u16 *OCTET
 * certification = kind u32 *OCTET             ; u16; 5 is a chain in PEM, the machine's first
 * </pre>
 *
 * Integers are little-endian. Nothing is verified: that is the chain's part, which takes only this
 * version, this kind of key and this kind of certification.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/sgx-attestation/src/dcap/quote.rs">quote.rs</a>
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/sgx-attestation/src/dcap.rs">verify
 *     in dcap.rs</a>
 */
final class SgxQuote {
  private static final int VERSION = 3;
  private static final int ECDSA_P256 = 2;
  private static final int REST_OF_HEADER = 44;
  private static final int REPORT = 384;
  private static final int SIGNATURE = 64;
  private static final int KEY = 64;
  private static final int PEM_CHAIN = 5;

  private SgxQuote() {}

  /** The certificates in PEM of the machine that signed the quote. */
  static byte[] certificates(Bytes quote) throws BadReport {
    ScaleReader reader = ScaleReader.of(quote.toByteArray());
    try {
      expect(reader.u16(), VERSION, "version");
      expect(reader.u16(), ECDSA_P256, "attestation key type");
      reader.bytes(REST_OF_HEADER + REPORT);
      ScaleReader auth = ScaleReader.of(sized(reader));
      auth.bytes(SIGNATURE + KEY + REPORT + SIGNATURE);
      auth.bytes(auth.u16());
      expect(auth.u16(), PEM_CHAIN, "certification data type");
      return sized(auth);
    } catch (MalformedScale e) {
      throw new BadReport("a quote that cannot be read: " + e.getMessage(), e);
    }
  }

  /** Bytes behind their 32-bit length; what is longer than the rest is malformed. */
  private static byte[] sized(ScaleReader reader) {
    long length = reader.u32();
    if (length > reader.remaining()) {
      throw reader.malformed("a length of " + length + " with fewer bytes left");
    }
    return reader.bytes((int) length);
  }

  private static void expect(int value, int taken, String what) throws BadReport {
    if (value != taken) {
      throw new BadReport("a quote of %s %d; the chain takes %d".formatted(what, value, taken));
    }
  }
}
