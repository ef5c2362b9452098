package dev.runtimebridge.syncer.adapter.pccs;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * What the chain checks a quote against, {@code SgxV30QuoteCollateral}: fields in that order, texts
 * as UTF-8 and signatures as bytes, each behind its compact length.
 *
 * <p>Chains are certificates in PEM, the issuer first. The revocation lists are hexadecimal text of
 * their DER bytes without {@code 0x}, as in Phala's recorded example. The two JSON texts are signed
 * as they stand.
 *
 * @param pckCrlIssuerChain who signed the list of revoked machines
 * @param rootCaCrl revoked authorities
 * @param pckCrl revoked machines
 * @param tcbInfo the security updates that count, and who signed them
 * @param qeIdentity the quoting enclave that may sign, and who signed that
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/pink/pink-types/src/sgx.rs">sgx.rs</a>
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/sgx-attestation/sample/dcap_quote_collateral">dcap_quote_collateral</a>
 */
record SgxCollateral(
    String pckCrlIssuerChain, String rootCaCrl, String pckCrl, Signed tcbInfo, Signed qeIdentity) {

  /**
   * A text that Intel signed.
   *
   * @param issuerChain certificates of who signed it
   * @param json the text, character for character
   * @param signature r and s of ECDSA on P-256
   */
  record Signed(String issuerChain, String json, Bytes signature) {
    private void write(ScaleWriter writer) {
      signature.write(writer.string(issuerChain).string(json));
    }
  }

  /** Writes the nine fields. */
  void write(ScaleWriter writer) {
    writer.string(pckCrlIssuerChain).string(rootCaCrl).string(pckCrl);
    tcbInfo.write(writer);
    qeIdentity.write(writer);
  }
}
