package dev.runtimebridge.substrate.key;

import static dev.runtimebridge.fuzzing.Bounds.OPENING;
import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.fuzzing.Parts;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses and secrets as people hand them in, and boxes as the log holds them. */
class SecretsFuzzTest extends FuzzTests {
  private static final int SALT = 32;
  private static final SealingKeyPair RECEIVER = SealingKeyPair.fromPrivateKey(new byte[32]);
  private static final byte[] BOUND_TO = SealedBox.additionalData(1, AccountId.of(new byte[32]));

  @MethodSource("addresses")
  @Fuzz
  void address(byte[] input) {
    String text = new String(input, UTF_8);
    onlyDeclared(
        input,
        () -> {
          Ss58.Address address = Ss58.decode(text);
          assertEquals(text, Ss58.encode(address.account(), address.prefix()));
        },
        InvalidAddress.class);
  }

  @MethodSource("uris")
  @Fuzz
  void secretUri(byte[] input) {
    char[] text = new String(input, UTF_8).toCharArray();
    OPENING.run(input, () -> SecretUri.open(text).close(), InvalidSecret.class);
  }

  @MethodSource("keyFiles")
  @Fuzz
  void keyFile(byte[] input) {
    List<byte[]> parts = Parts.split(input, 2);
    char[] password = new String(parts.get(0), UTF_8).toCharArray();
    String json = new String(parts.get(1), UTF_8);
    OPENING.run(input, () -> KeyFile.open(json, password).close(), InvalidSecret.class);
  }

  @MethodSource("boxes")
  @Fuzz
  void sealedBox(byte[] input) {
    List<byte[]> parts = Parts.split(input, 2);
    var box = new SealedBox(Bytes.of(parts.get(0)), Bytes.of(parts.get(1)));
    onlyDeclared(input, () -> box.open(RECEIVER, BOUND_TO), InvalidSecret.class);
  }

  @MethodSource("secretKeys")
  @Fuzz
  void secretKey(byte[] input) {
    onlyDeclared(input, () -> Sr25519KeyPair.fromSecretKey(input).close(), InvalidSecret.class);
  }

  static Stream<byte[]> addresses() {
    return Stream.of(0, 30, 42, 64, 16383)
        .map(prefix -> Ss58.encode(AccountId.of(new byte[32]), prefix).getBytes(UTF_8));
  }

  static Stream<byte[]> uris() {
    return Stream.of(
            "//Alice",
            "0x" + "01".repeat(32) + "//hard/soft///password",
            "bottom drive obey lake curtain smoke basket hold race lonely fit walk/1//2",
            "\ud83d\ude00//x")
        .map(text -> text.getBytes(UTF_8));
  }

  /** Those that are encrypted ask for as little work as they may, or each would take a second. */
  static Stream<byte[]> keyFiles() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (JsonNode vector : SharedData.json("vectors/keystores.json")) {
      String encoded = vector.at("/json/encoded").asText();
      byte[] cheap = Base64.getDecoder().decode(encoded);
      Arrays.fill(cheap, SALT, SALT + 4, (byte) 0);
      cheap[SALT] = 2;
      String json = vector.get("json").toString();
      files.add(
          Parts.join(
              vector.get("password").asText().getBytes(UTF_8),
              json.replace(encoded, Base64.getEncoder().encodeToString(cheap)).getBytes(UTF_8)));
    }
    files.add(Parts.join(new byte[0], plainKeyFile().getBytes(UTF_8)));
    return files.stream().limit(4);
  }

  private static String plainKeyFile() {
    byte[] content = new byte[117];
    byte[] header = Hex.decode("3053020101300506032b657004220420");
    System.arraycopy(header, 0, content, 0, header.length);
    return "{\"encoding\":{\"version\":\"3\",\"content\":[\"pkcs8\",\"sr25519\"],\"type\":\"none\"},\"encoded\":\"%s\"}"
        .formatted(Hex.encode(content));
  }

  static Stream<byte[]> boxes() {
    SealedBox box = SealedBox.seal(RECEIVER.publicKey(), BOUND_TO, new byte[64]);
    return Stream.of(
        Parts.join(box.encapsulatedKey().toByteArray(), box.ciphertext().toByteArray()));
  }

  static Stream<byte[]> secretKeys() {
    return Stream.of(new byte[64], Sr25519KeyPair.fromSeed(new byte[32]).secretKey());
  }
}
