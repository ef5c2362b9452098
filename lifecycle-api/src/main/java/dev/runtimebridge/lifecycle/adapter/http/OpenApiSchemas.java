package dev.runtimebridge.lifecycle.adapter.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** The messages of the contract as schemas of their JSON; each that is named is told once. */
final class OpenApiSchemas {
  private static final String TIMESTAMP = "google.protobuf.Timestamp";
  private static final String DURATION = "google.protobuf.Duration";

  private final ProtoComments comments;
  private final Set<String> seen = new HashSet<>();
  private final Queue<Descriptor> toTell = new ArrayDeque<>();
  private final JsonObject told = new JsonObject();

  OpenApiSchemas(ProtoComments comments) {
    this.comments = comments;
  }

  /** All that were named, and what they name. */
  JsonObject all() {
    while (!toTell.isEmpty()) {
      Descriptor next = toTell.remove();
      told.add(name(next), message(next));
    }
    return told;
  }

  JsonObject ref(Descriptor type) {
    if (seen.add(type.getFullName())) {
      toTell.add(type);
    }
    var schema = new JsonObject();
    schema.addProperty("$ref", "#/components/schemas/" + name(type));
    return schema;
  }

  /** Of a field's value, or of its values where it has many. */
  JsonObject of(FieldDescriptor field) {
    JsonObject schema;
    if (field.isMapField()) {
      schema = type("object");
      schema.add("additionalProperties", one(field.getMessageType().findFieldByName("value")));
    } else if (field.isRepeated()) {
      schema = type("array");
      schema.add("items", one(field));
    } else {
      schema = one(field);
    }
    String comment = comments.of(field.getFullName());
    if (!comment.isEmpty()) {
      schema.addProperty("description", comment);
    }
    return schema;
  }

  private JsonObject message(Descriptor type) {
    JsonObject schema = type("object");
    String comment = comments.of(type.getFullName());
    if (!comment.isEmpty()) {
      schema.addProperty("description", comment);
    }
    var properties = new JsonObject();
    type.getFields().forEach(field -> properties.add(field.getJsonName(), of(field)));
    schema.add("properties", properties);
    return schema;
  }

  private JsonObject one(FieldDescriptor field) {
    return switch (field.getType()) {
      case BOOL -> type("boolean");
      case INT32, SINT32, SFIXED32 -> format("integer", "int32");
      case UINT32, FIXED32 -> {
        JsonObject schema = format("integer", "int64");
        schema.addProperty("minimum", 0);
        yield schema;
      }
      // As text, because numbers of JavaScript cannot hold them.
      case INT64, SINT64, SFIXED64 -> format("string", "int64");
      case UINT64, FIXED64 -> format("string", "uint64");
      case FLOAT, DOUBLE -> format("number", "double");
      case STRING -> type("string");
      case BYTES -> {
        JsonObject schema = type("string");
        schema.addProperty("contentEncoding", "base64");
        yield schema;
      }
      case ENUM -> enumeration(field.getEnumType());
      case MESSAGE, GROUP ->
          switch (field.getMessageType().getFullName()) {
            case TIMESTAMP -> format("string", "date-time");
            case DURATION -> type("string");
            default -> ref(field.getMessageType());
          };
    };
  }

  private static JsonObject enumeration(EnumDescriptor type) {
    JsonObject schema = type("string");
    var values = new JsonArray();
    type.getValues().forEach(value -> values.add(value.getName()));
    schema.add("enum", values);
    return schema;
  }

  static JsonObject type(String type) {
    var schema = new JsonObject();
    schema.addProperty("type", type);
    return schema;
  }

  private static JsonObject format(String type, String format) {
    JsonObject schema = type(type);
    schema.addProperty("format", format);
    return schema;
  }

  private static String name(Descriptor type) {
    return type.getFullName().replaceFirst("^bridge\\.v1\\.", "");
  }
}
