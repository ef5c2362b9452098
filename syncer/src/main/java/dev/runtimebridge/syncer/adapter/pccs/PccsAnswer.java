package dev.runtimebridge.syncer.adapter.pccs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.port.NoCollateral;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the service, status 200.
 *
 * @param address what was asked
 * @param headers of the answer
 * @param body of the answer
 */
record PccsAnswer(URI address, HttpHeaders headers, Bytes body) {
  private static final int LONGEST_ENCODED_CHAIN = 1 << 14;
  private static final int SIGNATURE_BYTES = 64;
  private static final int SHOWN = 120;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build())
          .build();

  static PccsAnswer of(HttpResponse<byte[]> response) throws NoCollateral {
    var answer = new PccsAnswer(response.uri(), response.headers(), Bytes.of(response.body()));
    if (response.statusCode() != 200) {
      throw answer.unusable("status " + response.statusCode(), null);
    }
    return answer;
  }

  /** Certificates in PEM, percent-encoded in the first of those headers that there is. */
  String issuerChain(String... names) throws NoCollateral {
    Optional<String> encoded =
        Arrays.stream(names).map(headers::firstValue).flatMap(Optional::stream).findFirst();
    if (encoded.isEmpty()) {
      throw unusable("no header " + names[0], null);
    }
    if (encoded.get().length() > LONGEST_ENCODED_CHAIN) {
      throw unusable(
          "%d characters in header %s".formatted(encoded.get().length(), names[0]), null);
    }
    String chain = percentDecoded(encoded.get());
    if (!chain.contains("-----BEGIN CERTIFICATE-----")) {
      throw unusable("no chain of certificates in header " + names[0], null);
    }
    return chain;
  }

  /**
   * A revocation list as hexadecimal text. The service writes it so, or as DER bytes where asked to
   * and it is the list of machines.
   *
   * @see <a
   *     href="https://github.com/intel/SGXDataCenterAttestationPrimitives/blob/a46ee8a/QuoteGeneration/pccs/services/pckcrlService.js">pckcrlService.js</a>
   * @see <a
   *     href="https://github.com/intel/SGXDataCenterAttestationPrimitives/blob/a46ee8a/QuoteGeneration/pccs/services/rootcacrlService.js">rootcacrlService.js</a>
   */
  String revocationList() throws NoCollateral {
    byte[] der = body.toByteArray();
    String text = new String(der, ISO_8859_1).strip();
    boolean hex = text.chars().allMatch(HexFormat::isHexDigit);
    try {
      Der list = new Der(hex ? HexFormat.of().parseHex(text) : der);
      list.next(Der.SEQUENCE);
      if (list.more()) {
        throw unusable("more than a revocation list", null);
      }
    } catch (BadReport | IllegalArgumentException e) {
      throw unusable("no revocation list", e);
    }
    return hex ? text : HexFormat.of().formatHex(der);
  }

  /** The object that field {@code name} holds, character for character, and its signature. */
  SgxCollateral.Signed signed(String name, String issuerChain) throws NoCollateral {
    String text = new String(body.toByteArray(), UTF_8);
    String json = null;
    String signature = null;
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw unusable("no JSON object", null);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals(name) && value == JsonToken.START_OBJECT) {
          int from = (int) parser.currentTokenLocation().getCharOffset();
          parser.skipChildren();
          json = text.substring(from, (int) parser.currentLocation().getCharOffset());
        } else if (field.equals("signature") && value == JsonToken.VALUE_STRING) {
          signature = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw unusable("JSON that cannot be read", e);
    }
    if (json == null || signature == null) {
      throw unusable("JSON without %s or signature".formatted(name), null);
    }
    return new SgxCollateral.Signed(issuerChain, json, signature(signature));
  }

  private Bytes signature(String hex) throws NoCollateral {
    try {
      Bytes signature = Bytes.of(HexFormat.of().parseHex(hex));
      if (signature.length() == SIGNATURE_BYTES) {
        return signature;
      }
      throw unusable("a signature of %d bytes".formatted(signature.length()), null);
    } catch (IllegalArgumentException e) {
      throw unusable("a signature that is no hexadecimal text", e);
    }
  }

  /** Plus signs are base64 here, not blanks as in a form. */
  private String percentDecoded(String value) throws NoCollateral {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw unusable("a header that is not percent-encoded", e);
    }
  }

  private NoCollateral unusable(String what, @Nullable Throwable cause) {
    String start =
        new String(body.slice(0, Math.min(body.length(), SHOWN)).toByteArray(), ISO_8859_1);
    return new NoCollateral(
        "%s gave %s (\"%s\"), so there is no collateral for the worker's quote; see to that service, or set %s to another PCCS"
            .formatted(address, what, excerpt(start), PccsClient.URL_KEY),
        cause);
  }

  /** The beginning of what a stranger wrote, printable. */
  static String excerpt(String text) {
    String start = text.substring(0, Math.min(text.length(), SHOWN));
    return start.replaceAll("[^\\x20-\\x7e]+", " ").strip();
  }
}
