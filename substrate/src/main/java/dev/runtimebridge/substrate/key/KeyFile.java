package dev.runtimebridge.substrate.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.runtimebridge.substrate.Hex;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Key files as polkadot-js exports them, version 3, with a password or without.
 *
 * <pre>
 * encoded   = base64 of: salt(32) N(u32) p(u32) r(u32) nonce(24) secretbox   ; with a password
 *           / base64 or 0x hex of: content                                   ; without
 * content   = header(16) secret key(64) divider(5) public key(32)
 * </pre>
 *
 * @see <a
 *     href="https://github.com/polkadot-js/common/blob/9281daa/packages/keyring/src/pair/decode.ts">keyring/pair/decode.ts</a>
 */
public final class KeyFile {
  private static final int LARGEST = 64 << 10;
  private static final int CONTENT_SIZE = 117;
  private static final byte[] HEADER = Hex.decode("3053020101300506032b657004220420");
  private static final byte[] DIVIDER = Hex.decode("a123032100");
  private static final List<String> ENCRYPTED = List.of("scrypt", "xsalsa20-poly1305");
  private static final List<String> PLAIN = List.of("none");

  private static final JsonFactory JSON = new JsonFactory();

  private KeyFile() {}

  /** The fields that say how to open the file. */
  private static final class Fields {
    private final List<String> content = new ArrayList<>();
    private final List<String> type = new ArrayList<>();
    private String version = "";
    private String encoded = "";
    private String address = "";
  }

  /**
   * The key pair in the file {@code json}. The caller wipes the password; it is empty for a file
   * that is not encrypted.
   *
   * @throws InvalidSecret if the file is of another kind or broken, or the password wrong
   */
  public static Sr25519KeyPair open(String json, char[] password) throws InvalidSecret {
    Fields fields = read(json);
    if (!fields.version.equals("3")) {
      throw new InvalidSecret(
          "only version 3 of polkadot-js key files can be read, this one is of "
              + (fields.version.isEmpty() ? "none" : "another")
              + "; export the account again with a present polkadot-js");
    }
    if (!fields.content.equals(List.of("pkcs8", "sr25519"))) {
      throw new InvalidSecret(
          "this key file does not hold one sr25519 account, which a pool operator needs; export"
              + " such an account alone");
    }
    byte[] encoded = encoded(fields.encoded);
    try {
      return pair(opened(fields.type, encoded, password), fields.address);
    } finally {
      Secrets.wipe(encoded);
    }
  }

  private static byte[] opened(List<String> type, byte[] encoded, char[] password)
      throws InvalidSecret {
    if (type.equals(ENCRYPTED)) {
      return decrypt(encoded, password);
    }
    if (!type.equals(PLAIN)) {
      throw new InvalidSecret(
          "this key file is encrypted in a way that is not known; it must be scrypt with"
              + " xsalsa20-poly1305, or none");
    }
    if (password.length > 0) {
      throw new InvalidSecret("this key file is not encrypted, but a password came with it");
    }
    return encoded.clone();
  }

  private static byte[] decrypt(byte[] encoded, char[] password) throws InvalidSecret {
    int boxAt = ScryptParameters.SIZE + SecretBox.NONCE_SIZE;
    if (encoded.length != boxAt + SecretBox.TAG_SIZE + CONTENT_SIZE) {
      throw new InvalidSecret(
          "the encrypted part of this key file has "
              + encoded.length
              + " bytes where "
              + (boxAt + SecretBox.TAG_SIZE + CONTENT_SIZE)
              + " are right; export the account again");
    }
    if (password.length == 0) {
      throw new InvalidSecret("this key file needs its password; give it too");
    }
    byte[] text = Secrets.utf8(CharBuffer.wrap(password));
    byte[] key = {};
    try {
      key = ScryptParameters.read(encoded).key(text);
      return SecretBox.open(
              key,
              Arrays.copyOfRange(encoded, ScryptParameters.SIZE, boxAt),
              Arrays.copyOfRange(encoded, boxAt, encoded.length))
          .orElseThrow(
              () ->
                  new InvalidSecret(
                      "the password of this key file is wrong, or the file is damaged"));
    } finally {
      Secrets.wipe(text, key);
    }
  }

  private static Sr25519KeyPair pair(byte[] content, String address) throws InvalidSecret {
    int secretAt = HEADER.length;
    int dividerAt = secretAt + Sr25519KeyPair.SECRET_KEY_SIZE;
    int publicAt = dividerAt + DIVIDER.length;
    byte[] secret = {};
    try {
      if (content.length != CONTENT_SIZE
          || !Arrays.equals(content, 0, secretAt, HEADER, 0, secretAt)
          || !Arrays.equals(content, dividerAt, publicAt, DIVIDER, 0, DIVIDER.length)) {
        throw new InvalidSecret("this key file holds no PKCS8 key; export the account again");
      }
      secret = Arrays.copyOfRange(content, secretAt, dividerAt);
      var account = AccountId.of(Arrays.copyOfRange(content, publicAt, CONTENT_SIZE));
      Sr25519KeyPair pair = Sr25519KeyPair.fromSecretKey(secret);
      if (!pair.account().equals(account) || !names(address, account)) {
        pair.close();
        throw new InvalidSecret(
            "the secret in this key file belongs to another account than the file says; export the"
                + " account again");
      }
      return pair;
    } finally {
      Secrets.wipe(content, secret);
    }
  }

  private static boolean names(String address, AccountId account) {
    try {
      return address.isEmpty() || Ss58.decode(address).account().equals(account);
    } catch (InvalidAddress _) {
      return false;
    }
  }

  private static byte[] encoded(String text) throws InvalidSecret {
    try {
      return text.startsWith("0x") ? Hex.decode(text) : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      throw new InvalidSecret("'encoded' in this key file is no base64; export the account again");
    }
  }

  private static Fields read(String json) throws InvalidSecret {
    if (json.length() > LARGEST) {
      throw new InvalidSecret(
          "a key file has at most " + LARGEST + " characters, this one has " + json.length());
    }
    var fields = new Fields();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw notAKeyFile();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "encoded" -> fields.encoded = parser.getValueAsString("");
          case "address" -> fields.address = parser.getValueAsString("");
          case "encoding" -> readEncoding(parser, fields);
          default -> parser.skipChildren();
        }
      }
      return fields;
    } catch (IOException _) {
      throw notAKeyFile(); // its message may quote the file
    }
  }

  private static void readEncoding(JsonParser parser, Fields fields) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "version" -> fields.version = parser.getValueAsString("");
        case "content" -> readTexts(parser, fields.content);
        case "type" -> readTexts(parser, fields.type);
        default -> parser.skipChildren();
      }
    }
  }

  /** One text or an array of texts. */
  private static void readTexts(JsonParser parser, List<String> texts) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      texts.add(parser.getValueAsString(""));
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      texts.add(parser.getValueAsString(""));
      parser.skipChildren();
    }
  }

  private static InvalidSecret notAKeyFile() {
    return new InvalidSecret(
        "this is no key file of polkadot-js: it must be one JSON object with 'encoded' and"
            + " 'encoding'");
  }
}
