package dev.runtimebridge.lifecycle.adapter.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorDetailsProto;
import java.io.IOException;
import java.io.StringReader;

/** Messages as JSON by the rules of proto3: names in lowerCamelCase, 64-bit numbers as strings. */
final class JsonText {
  private static final TypeRegistry DETAILS =
      TypeRegistry.newBuilder()
          .add(ErrorDetailsProto.getDescriptor().getMessageTypes())
          .add(BadRequest.getDescriptor())
          .build();
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().usingTypeRegistry(DETAILS).omittingInsignificantWhitespace();

  private JsonText() {}

  static String of(MessageOrBuilder message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "%s holds a detail of no known type".formatted(message.getDescriptorForType().getName()),
          e);
    }
  }

  /** Reads what {@link #of} writes; names that are unknown are an error. */
  static void merge(JsonElement json, Message.Builder into) throws InvalidProtocolBufferException {
    JsonFormat.parser().merge(json.toString(), into);
  }

  /**
   * One object and nothing after it.
   *
   * @throws JsonParseException if the text is something else, says where
   */
  static JsonObject object(String text) {
    var reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement element = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("there is more text after its end");
      }
      if (!element.isJsonObject()) {
        throw new JsonParseException("it is no object");
      }
      return element.getAsJsonObject();
    } catch (IOException e) {
      throw new JsonParseException(e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new JsonParseException("it is nested too deep", e);
    }
  }
}
