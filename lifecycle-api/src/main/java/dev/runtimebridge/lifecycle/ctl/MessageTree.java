package dev.runtimebridge.lifecycle.ctl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A value of the API as a tree: Protobuf's JSON, but hashes and keys in the hex that every other
 * tool of these chains shows.
 */
final class MessageTree {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence().omittingInsignificantWhitespace();
  private static final ObjectMapper JSON = new ObjectMapper();

  private MessageTree() {}

  /** On one line. */
  static String json(Message message) {
    try {
      return JSON.writeValueAsString(tree(message));
    } catch (JsonProcessingException e) {
      throw unshowable(e);
    }
  }

  /** A row of a table as one object, on one line. */
  static String json(Map<String, String> row) {
    try {
      return JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw unshowable(e);
    }
  }

  /** As maps, lists and plain values. */
  static Map<String, Object> map(Message message) {
    return JSON.convertValue(tree(message), new TypeReference<Map<String, Object>>() {});
  }

  private static ObjectNode tree(Message message) {
    try {
      ObjectNode tree = (ObjectNode) JSON.readTree(PRINTER.print(message));
      inHex(tree, message.getDescriptorForType());
      return tree;
    } catch (InvalidProtocolBufferException | JsonProcessingException e) {
      throw unshowable(e);
    }
  }

  private static void inHex(ObjectNode tree, Descriptor type) {
    for (FieldDescriptor field : type.getFields()) {
      JsonNode value = tree.get(field.getJsonName());
      if (value == null || field.isMapField()) {
        continue;
      }
      if (field.getJavaType() == FieldDescriptor.JavaType.BYTE_STRING) {
        tree.set(field.getJsonName(), hex(value));
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        // A time is a message that is shown as text.
        Iterable<JsonNode> items = field.isRepeated() ? value : List.of(value);
        for (JsonNode item : items) {
          if (item instanceof ObjectNode object) {
            inHex(object, field.getMessageType());
          }
        }
      }
    }
  }

  private static JsonNode hex(JsonNode base64) {
    if (base64 instanceof ArrayNode items) {
      for (int i = 0; i < items.size(); i++) {
        items.set(i, hex(items.get(i)));
      }
      return items;
    }
    byte[] bytes = Base64.getDecoder().decode(base64.asText());
    return JSON.getNodeFactory()
        .textNode(bytes.length == 0 ? "" : "0x" + HexFormat.of().formatHex(bytes));
  }

  private static IllegalStateException unshowable(Exception e) {
    return new IllegalStateException("an answer of the API cannot be shown as JSON", e);
  }
}
