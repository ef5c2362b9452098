package dev.runtimebridge.syncer.adapter.pccs;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Quotes of a machine that does not exist, laid out as those of real ones. */
record TestQuote(int version, int certificationType, Bytes certificates) {
  private static final String SGX = "1.2.840.113741.1.13.1";

  static TestQuote of(Bytes certificates) {
    return new TestQuote(3, 5, certificates);
  }

  static TestQuote processor(String fmspc) {
    return of(pem(certificate("CN=Intel SGX PCK Processor CA", SGX, fmspc)));
  }

  static TestQuote platform(String fmspc) {
    return of(pem(certificate("CN=Intel SGX PCK Platform CA,O=Intel", SGX, fmspc)));
  }

  TestQuote withVersion(int other) {
    return new TestQuote(other, certificationType, certificates);
  }

  TestQuote withCertificationType(int other) {
    return new TestQuote(version, other, certificates);
  }

  Bytes quote() {
    byte[] auth =
        new ScaleWriter()
            .bytes(new byte[64 + 64 + 384 + 64])
            .u16(32)
            .bytes(new byte[32])
            .u16(certificationType)
            .u32(certificates.length())
            .bytes(certificates.toByteArray())
            .toByteArray();
    return Bytes.of(
        new ScaleWriter()
            .u16(version)
            .u16(2)
            .bytes(new byte[44 + 384])
            .u32(auth.length)
            .bytes(auth)
            .toByteArray());
  }

  /** The report as pRuntime gives it: some, DCAP, quote, no collateral. */
  Bytes report() {
    return Bytes.of(
        new ScaleWriter().u8(1).u8(1).byteVec(quote().toByteArray()).u8(0).toByteArray());
  }

  /** A chain in PEM with a NUL behind, as quotes have it. */
  static Bytes pem(byte[] certificate) {
    return Bytes.utf8(
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n\0"
            .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)));
  }

  /** A certificate whose extension {@code oid} has an FMSPC between two other entries. */
  static byte[] certificate(String issuer, String oid, String fmspc) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = keys.generateKeyPair();
      var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
      var generator = new V3TBSCertificateGenerator();
      generator.setSerialNumber(new ASN1Integer(BigInteger.TWO));
      generator.setSignature(algorithm);
      generator.setIssuer(new X500Name(issuer));
      generator.setSubject(new X500Name("CN=Intel SGX PCK Certificate"));
      generator.setStartDate(new Time(Date.from(Instant.parse("2024-01-01T00:00:00Z"))));
      generator.setEndDate(new Time(Date.from(Instant.parse("2044-01-01T00:00:00Z"))));
      generator.setSubjectPublicKeyInfo(
          SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
      generator.setExtensions(
          new Extensions(
              new Extension(
                  new ASN1ObjectIdentifier(oid),
                  false,
                  sequence(entry(".1", "00".repeat(16)), entry(".4", fmspc), entry(".3", "0000"))
                      .getEncoded(ASN1Encoding.DER))));
      var unsigned = generator.generateTBSCertificate();
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(pair.getPrivate());
      signer.update(unsigned.getEncoded(ASN1Encoding.DER));
      return sequence(unsigned, algorithm, new DERBitString(signer.sign()))
          .getEncoded(ASN1Encoding.DER);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DERSequence entry(String suffix, String hex) {
    return sequence(
        new ASN1ObjectIdentifier(SGX + suffix),
        new DEROctetString(Bytes.fromHex(hex).toByteArray()));
  }

  private static DERSequence sequence(ASN1Encodable... items) {
    var vector = new ASN1EncodableVector();
    vector.addAll(items);
    return new DERSequence(vector);
  }
}
