package dev.runtimebridge.chainrpc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Readers of the JSON shapes that Substrate nodes answer with. */
public final class Json {
  private Json() {}

  /** A text. */
  public static String text(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected(json, "a text");
    }
    return json.getText();
  }

  /** Bytes as hexadecimal text. */
  public static Bytes bytes(JsonParser json) throws IOException {
    try {
      return Bytes.fromHex(text(json));
    } catch (IllegalArgumentException e) {
      throw new IOException("no hexadecimal text: " + e.getMessage(), e);
    }
  }

  /** A block hash as hexadecimal text. */
  public static Hash256 hash(JsonParser json) throws IOException {
    try {
      return Hash256.fromHex(text(json));
    } catch (IllegalArgumentException e) {
      throw new IOException("no block hash: " + e.getMessage(), e);
    }
  }

  /** A value, or nothing for {@code null}. */
  public static <T> Optional<T> nullable(JsonParser json, JsonReader<T> reader) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NULL
        ? Optional.empty()
        : Optional.of(reader.read(json));
  }

  /** A list of items that {@code item} reads. */
  public static <T> List<T> list(JsonParser json, JsonReader<T> item) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected(json, "a list");
    }
    var items = new ArrayList<T>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(item.read(json));
    }
    return items;
  }

  /** Reads the field {@code wanted} of an object and skips the others. */
  public static <T> T field(JsonParser json, String wanted, JsonReader<T> reader)
      throws IOException {
    startObject(json);
    T found = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean here = wanted.equals(json.currentName());
      json.nextToken();
      if (here) {
        found = reader.read(json);
      } else {
        json.skipChildren();
      }
    }
    return present(found, wanted);
  }

  /** A block header. */
  public static Header header(JsonParser json) throws IOException {
    startObject(json);
    Hash256 parent = null;
    Long number = null;
    Hash256 stateRoot = null;
    Hash256 extrinsicsRoot = null;
    List<byte[]> logs = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "parentHash" -> parent = hash(json);
        case "number" -> number = number(json);
        case "stateRoot" -> stateRoot = hash(json);
        case "extrinsicsRoot" -> extrinsicsRoot = hash(json);
        case "digest" ->
            logs = field(json, "logs", all -> list(all, log -> bytes(log).toByteArray()));
        default -> json.skipChildren();
      }
    }
    try {
      return Header.fromJsonParts(
          present(parent, "parentHash"),
          present(number, "number"),
          present(stateRoot, "stateRoot"),
          present(extrinsicsRoot, "extrinsicsRoot"),
          present(logs, "digest"));
    } catch (MalformedScale | IllegalArgumentException e) {
      throw new IOException("no header: " + e.getMessage(), e);
    }
  }

  /** A number as hexadecimal text of any width, or as a JSON number. */
  public static long number(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return json.getLongValue();
    }
    String text = text(json);
    int from = text.startsWith("0x") ? 2 : 0;
    try {
      return HexFormat.fromHexDigitsToLong(text, from, text.length());
    } catch (IllegalArgumentException e) {
      throw new IOException("no block number: " + e.getMessage(), e);
    }
  }

  /** An array of numbers 0 to 255, or hexadecimal text. */
  public static Bytes byteArray(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return bytes(json);
    }
    var out = new java.io.ByteArrayOutputStream();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected(json, "a list of bytes");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int value = json.getIntValue();
      if (value < 0 || value > 255) {
        throw new IOException(value + " is no byte");
      }
      out.write(value);
    }
    return Bytes.of(out.toByteArray());
  }

  /** What to throw where the parser stands at something else than was {@code expected}. */
  public static IOException unexpected(JsonParser json, String expected) {
    return new IOException("%s where %s was expected".formatted(json.currentToken(), expected));
  }

  private static void startObject(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw unexpected(json, "an object");
    }
  }

  private static <T> T present(@Nullable T value, String name) throws IOException {
    if (value == null) {
      throw new IOException("an object without \"" + name + "\"");
    }
    return value;
  }

  /** A text as JSON. */
  public static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** {@code 0x} text of a key or hash, quoted as JSON. */
  public static String quoted(Bytes bytes) {
    return '"' + bytes.hex() + '"';
  }

  /** {@code 0x} text of a hash, quoted as JSON. */
  public static String quoted(Hash256 hash) {
    return '"' + Hex.encode(hash.bytes()) + '"';
  }
}
