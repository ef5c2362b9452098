package dev.runtimebridge.devnet.worker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;

/**
 * Messages as pRuntime's JSON mode writes them: names as in the proto file, every number a number,
 * an enum its number, {@code null} for what is absent. Protobuf's own JSON differs in all of these.
 */
final class JsonText {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonText() {}

  static byte[] of(Message message) {
    return bytes(object(message));
  }

  static byte[] error(String message) {
    return bytes(NODES.objectNode().put("error", message));
  }

  /** The envelope of the older paths: the payload is JSON text inside JSON. */
  static byte[] envelope(Message payload) {
    return bytes(
        NODES
            .objectNode()
            .put("status", "ok")
            .put("payload", object(payload).toString())
            .putNull("signature"));
  }

  static byte[] bytes(Object tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static ObjectNode object(Message message) {
    ObjectNode object = NODES.objectNode();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isRepeated()) {
        ArrayNode array = object.putArray(field.getName());
        ((List<?>) message.getField(field)).forEach(item -> addTo(array, item));
      } else if (field.hasPresence() && !message.hasField(field)) {
        object.putNull(field.getName());
      } else {
        object.set(field.getName(), value(message.getField(field)));
      }
    }
    return object;
  }

  private static void addTo(ArrayNode array, Object item) {
    array.add(value(item));
  }

  private static JsonNode value(Object value) {
    return switch (value) {
      case Message message -> object(message);
      case EnumValueDescriptor constant -> NODES.numberNode(constant.getNumber());
      case Boolean bool -> NODES.booleanNode(bool);
      // Both are unsigned in the proto file but the one signed field, a version, is never negative.
      case Integer number -> NODES.numberNode(Integer.toUnsignedLong(number));
      case Long number -> NODES.numberNode(new BigInteger(Long.toUnsignedString(number)));
      case ByteString bytes -> {
        ArrayNode array = NODES.arrayNode(bytes.size());
        bytes.forEach(octet -> array.add(Byte.toUnsignedInt(octet)));
        yield array;
      }
      default -> NODES.textNode(value.toString());
    };
  }
}
