package dev.runtimebridge.fetcher.adapter.rpc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.runtimebridge.chainrpc.Json;
import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.substrate.Bytes;
import java.io.IOException;

/** A runtime's version as {@code state_getRuntimeVersion} gives it. */
final class RuntimeVersionJson {
  private RuntimeVersionJson() {}

  static ParaRuntime runtime(JsonParser json, ChainPoint block, Bytes metadata) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw Json.unexpected(json, "an object");
    }
    String name = "";
    long version = -1;
    long transactionVersion = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "specName" -> name = Json.text(json);
        case "specVersion" -> version = u32(json);
        case "transactionVersion" -> transactionVersion = u32(json);
        default -> json.skipChildren();
      }
    }
    if (version < 0) {
      throw new IOException("a runtime version without \"specVersion\"");
    }
    return new ParaRuntime(name, version, transactionVersion, block, metadata);
  }

  private static long u32(JsonParser json) throws IOException {
    long value = Json.number(json);
    if (value < 0 || value > 0xffff_ffffL) {
      throw new IOException(value + " is no version");
    }
    return value;
  }
}
