package dev.runtimebridge.chainrpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What can be known about a message before its content is read: whom it is for.
 *
 * @param id of the request that it answers, absent in a notification
 * @param subscription JSON text that names whose notification it is, absent in an answer
 * @param text the whole message
 */
record RpcMessage(@Nullable Long id, @Nullable String subscription, String text) {
  private static final int MAX_DEPTH = 32;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(80)
                  .maxNameLength(1024)
                  .build())
          .build();

  /** Result or error of an answer. */
  sealed interface Answer<T> {
    record Result<T>(T value) implements Answer<T> {}

    record Failure<T>(int code, String message) implements Answer<T> {}
  }

  /** Looks at the outer object only; values are skipped without being built. */
  static RpcMessage of(String text) throws IOException {
    Long id = null;
    boolean method = false;
    String subscription = null;
    try (JsonParser json = JSON.createParser(text)) {
      expect(json.nextToken() == JsonToken.START_OBJECT, "an object");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if ("id".equals(name) && value == JsonToken.VALUE_NUMBER_INT) {
          id = json.getLongValue();
        } else if ("method".equals(name) && value == JsonToken.VALUE_STRING) {
          method = true;
        } else if ("params".equals(name) && value == JsonToken.START_OBJECT) {
          subscription = Json.field(json, "subscription", RpcMessage::subscriptionId);
        } else {
          json.skipChildren();
        }
      }
    }
    expect(id != null || method, "an id or a method");
    return new RpcMessage(id, subscription, text);
  }

  /** JSON text of a subscription's name: nodes give texts, older ones numbers. */
  static String subscriptionId(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NUMBER_INT
        ? json.getNumberValue().toString()
        : Json.quoted(Json.text(json));
  }

  /** Reads the answer; a message with neither result nor error is malformed. */
  <T> Answer<T> answer(JsonReader<T> reader) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if ("result".equals(name)) {
          return new Answer.Result<>(reader.read(json));
        }
        if ("error".equals(name) && value == JsonToken.START_OBJECT) {
          return failure(json);
        }
        json.skipChildren();
      }
    }
    throw new IOException("an answer without result and without error");
  }

  /** Reads what a notification brings. */
  <T> T notice(JsonReader<T> reader) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      return Json.field(json, "params", params -> Json.field(params, "result", reader));
    }
  }

  private static <T> Answer<T> failure(JsonParser json) throws IOException {
    int code = 0;
    var said = new StringBuilder();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if ("code".equals(name) && value == JsonToken.VALUE_NUMBER_INT) {
        code = json.getIntValue();
      } else if (value == JsonToken.VALUE_STRING
          && ("message".equals(name) || "data".equals(name))) {
        said.append(said.isEmpty() ? "" : ": ").append(shortened(json.getText()));
      } else {
        json.skipChildren();
      }
    }
    return new Answer.Failure<>(code, said.toString());
  }

  private static String shortened(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }

  private static void expect(boolean holds, String what) throws IOException {
    if (!holds) {
      throw new IOException("no JSON-RPC message: " + what + " was expected");
    }
  }
}
