package dev.runtimebridge.devnet.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of one call, read by position. Whatever has the wrong shape is answered as
 * "invalid params".
 */
public final class RpcParams {
  private static final int MAX_ITEMS = 100_000;

  private final JsonNode params;

  /** Wraps the "params" of a request: an array, or nothing. */
  public RpcParams(JsonNode params) {
    this.params = params;
  }

  /** Whether the parameter is there and not null. */
  public boolean has(int index) {
    return params.hasNonNull(index);
  }

  /** The parameter as it came. */
  public JsonNode node(int index) throws RpcException {
    JsonNode node = params.get(index);
    if (node == null || node.isNull()) {
      throw RpcException.invalidParams("parameter " + index + " is missing");
    }
    return node;
  }

  /** A byte string in hex. */
  public Bytes bytes(int index) throws RpcException {
    return bytes(node(index));
  }

  /** A block hash, absent for the best block. */
  public Optional<Hash256> hash(int index) throws RpcException {
    return has(index) ? Optional.of(hash(node(index))) : Optional.empty();
  }

  /** A number, given as such or in hex, as nodes take both. */
  public long number(int index) throws RpcException {
    return number(node(index));
  }

  /** A list of byte strings. */
  public List<Bytes> bytesList(int index) throws RpcException {
    List<Bytes> list = new ArrayList<>();
    for (JsonNode item : array(index)) {
      list.add(bytes(item));
    }
    return list;
  }

  /** A list of any values. */
  public JsonNode array(int index) throws RpcException {
    JsonNode node = node(index);
    if (!node.isArray() || node.size() > MAX_ITEMS) {
      throw RpcException.invalidParams(
          "parameter " + index + " must be a list of at most " + MAX_ITEMS);
    }
    return node;
  }

  /** A text. */
  public String text(int index) throws RpcException {
    JsonNode node = node(index);
    if (!node.isTextual()) {
      throw RpcException.invalidParams("parameter " + index + " must be a text");
    }
    return node.textValue();
  }

  /** Reads a number, given as such or in hex. */
  public static long number(JsonNode node) throws RpcException {
    try {
      if (node.isIntegralNumber() && node.canConvertToLong()) {
        return node.longValue();
      }
      if (node.isTextual() && node.textValue().startsWith("0x")) {
        return Long.parseLong(node.textValue(), 2, node.textValue().length(), 16);
      }
    } catch (NumberFormatException e) {
      throw RpcException.invalidParams("no number: " + node);
    }
    throw RpcException.invalidParams("no number: " + node);
  }

  private static Bytes bytes(JsonNode node) throws RpcException {
    if (!node.isTextual()) {
      throw RpcException.invalidParams("bytes in hex expected");
    }
    try {
      return Bytes.of(Hex.decode(node.textValue()));
    } catch (IllegalArgumentException e) {
      throw RpcException.invalidParams("bytes in hex expected: " + e.getMessage());
    }
  }

  private static Hash256 hash(JsonNode node) throws RpcException {
    Bytes bytes = bytes(node);
    if (bytes.length() != Hash256.SIZE) {
      throw RpcException.invalidParams("a hash has 32 bytes, not " + bytes.length());
    }
    return Hash256.of(bytes.toByteArray());
  }
}
