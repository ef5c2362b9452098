package dev.runtimebridge.syncer.adapter.pccs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The kind of machine that collateral is for, as the certificate of its key (PCK) tells.
 *
 * <p>The certificate's extension 1.2.840.113741.1.13.1 is a sequence of pairs of identifier and
 * value; .4 is the FMSPC (family, model, stepping, platform and SKU) in 6 bytes. Which of two
 * authorities revokes it stands in the issuer's name; a name that is neither counts as {@code
 * processor}, as it does for Phala's client.
 *
 * @param fmspc upper-case hexadecimal text
 * @param ca {@code processor} or {@code platform}
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/sgx-attestation/src/dcap/utils.rs">utils.rs</a>
 * @see <a href="https://github.com/Phala-Network/dcap-qvl/blob/9bffe30/src/collateral.rs">
 *     extract_fmspc_and_ca_with in collateral.rs</a>
 */
record PckPlatform(String fmspc, String ca) {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final String SGX_EXTENSION = "1.2.840.113741.1.13.1";
  private static final byte[] FMSPC = HexFormat.of().parseHex("2a864886f84d010d0104");
  private static final int FMSPC_BYTES = 6;

  /** The kind of machine whose certificate is the first in {@code pemChain}. */
  static PckPlatform of(byte[] pemChain) throws BadReport {
    X509Certificate leaf = certificate(first(new String(pemChain, ISO_8859_1)));
    String issuer = leaf.getIssuerX500Principal().getName();
    byte[] extension = leaf.getExtensionValue(SGX_EXTENSION);
    if (extension == null) {
      throw new BadReport(
          "a certificate without extension %s, so not one of an SGX machine"
              .formatted(SGX_EXTENSION));
    }
    return new PckPlatform(
        fmspc(extension), issuer.contains("SGX PCK Platform CA") ? "platform" : "processor");
  }

  private static byte[] first(String pemChain) throws BadReport {
    int begin = pemChain.indexOf(BEGIN);
    int from = begin + BEGIN.length();
    int end = begin < 0 ? -1 : pemChain.indexOf(END, from);
    if (end < 0) {
      throw new BadReport("a quote without a certificate in PEM");
    }
    try {
      return Base64.getMimeDecoder().decode(pemChain.substring(from, end));
    } catch (IllegalArgumentException e) {
      throw new BadReport("a certificate that is no base64", e);
    }
  }

  private static X509Certificate certificate(byte[] der) throws BadReport {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException | RuntimeException e) {
      // The parser means to throw only the former, but these bytes are anyone's.
      throw new BadReport("a certificate that cannot be read", e);
    }
  }

  private static String fmspc(byte[] extension) throws BadReport {
    Der pairs = new Der(new Der(new Der(extension).next(Der.OCTET_STRING)).next(Der.SEQUENCE));
    while (pairs.more()) {
      Der pair = new Der(pairs.next(Der.SEQUENCE));
      byte[] identifier = pair.next(Der.OBJECT_IDENTIFIER);
      if (Arrays.equals(identifier, FMSPC)) {
        byte[] value = pair.next(Der.OCTET_STRING);
        if (value.length != FMSPC_BYTES) {
          throw new BadReport("an FMSPC of %d bytes; 6 are due".formatted(value.length));
        }
        return HexFormat.of().withUpperCase().formatHex(value);
      }
    }
    throw new BadReport("a certificate whose SGX extension has no FMSPC");
  }
}
