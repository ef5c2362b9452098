package dev.runtimebridge.lifecycle.adapter.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a call's request together from body, path, query and headers, as one tree of JSON. */
final class RequestFields {
  private final Descriptor type;
  private final JsonObject tree;
  private final List<Problem.Fault> faults = new ArrayList<>();

  private RequestFields(Descriptor type, JsonObject tree) {
    this.type = type;
    this.tree = tree;
  }

  /** What came of reading a request. */
  sealed interface Result {
    record Read(Message request) implements Result {}

    record Bad(Problem problem) implements Result {}
  }

  /** What of a request holds fields: headers are those that the contract gives a meaning. */
  record Sent(
      String body,
      Map<String, String> path,
      Map<String, List<String>> query,
      Map<String, String> headers) {}

  static Result read(Binding binding, Sent sent) {
    JsonObject body = new JsonObject();
    if (!sent.body().isBlank()) {
      try {
        body = JsonText.object(sent.body());
      } catch (JsonParseException e) {
        return new Result.Bad(
            Problem.of(
                Code.INVALID_ARGUMENT,
                "INVALID_JSON",
                "the body is not a JSON object: " + Shortened.text(e.getMessage()),
                "send one object of JSON"));
      }
      if (!binding.wholeBody() && !body.isEmpty()) {
        return new Result.Bad(
            Problem.of(
                Code.INVALID_ARGUMENT,
                "UNEXPECTED_BODY",
                "%s %s takes no body".formatted(binding.verb(), binding.path().text()),
                "send its fields as query parameters"));
      }
    }
    var fields = new RequestFields(binding.prototype().getDescriptorForType(), body);
    sent.query()
        .forEach(
            (name, values) -> {
              if (binding.wholeBody()) {
                fields.fault(name, "this call takes its fields in the body, not in the query");
              } else {
                fields.put(name, values);
              }
            });
    sent.path().forEach((name, value) -> fields.put(name, List.of(value)));
    sent.headers().forEach((name, value) -> fields.put(name, List.of(value)));
    return fields.message(binding.prototype());
  }

  private Result message(Message prototype) {
    if (!faults.isEmpty()) {
      return new Result.Bad(Problem.faulty(faults));
    }
    Message.Builder builder = prototype.newBuilderForType();
    try {
      JsonText.merge(tree, builder);
      return new Result.Read(builder.build());
    } catch (InvalidProtocolBufferException e) {
      List<Problem.Fault> found = FieldFaults.of(tree, prototype);
      return new Result.Bad(
          Problem.faulty(
              found.isEmpty()
                  ? List.of(new Problem.Fault("", Shortened.text(e.getMessage())))
                  : found));
    }
  }

  private void put(String path, List<String> values) {
    String[] names = path.split("\\.", -1);
    Descriptor message = type;
    JsonObject at = tree;
    for (int i = 0; ; i++) {
      FieldDescriptor field = field(message, names[i]);
      if (field == null) {
        fault(path, "there is no such field");
        return;
      }
      boolean last = i == names.length - 1;
      if (last) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !isText(field)) {
          fault(path, "it is no single value: name one of its fields, as in " + path + ".…");
        } else {
          set(at, field, path, values);
        }
        return;
      }
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE || field.isRepeated()) {
        fault(path, "%s has no fields of its own".formatted(names[i]));
        return;
      }
      JsonElement next = member(at, field);
      if (next == null) {
        next = new JsonObject();
        at.add(field.getJsonName(), next);
      } else if (!next.isJsonObject()) {
        fault(path, "%s is no object in the body".formatted(names[i]));
        return;
      }
      at = next.getAsJsonObject();
      message = field.getMessageType();
    }
  }

  private void set(JsonObject at, FieldDescriptor field, String path, List<String> values) {
    JsonElement there = member(at, field);
    if (field.isRepeated()) {
      var array = new JsonArray();
      values.forEach(array::add);
      at.add(field.getJsonName(), array);
    } else if (values.size() > 1) {
      fault(path, "it is given %d times: expected once".formatted(values.size()));
    } else if (there == null || there.isJsonNull()) {
      at.add(field.getJsonName(), new JsonPrimitive(values.getFirst()));
    } else if (!there.isJsonPrimitive() || !there.getAsString().equals(values.getFirst())) {
      fault(path, "it is given twice, with different values: leave one out");
    }
  }

  /** Whether a message is written as one value, as times are. */
  private static boolean isText(FieldDescriptor field) {
    return field.getMessageType().getFullName().startsWith("google.protobuf.");
  }

  private static @Nullable JsonElement member(JsonObject at, FieldDescriptor field) {
    JsonElement found = at.get(field.getJsonName());
    return found == null ? at.get(field.getName()) : found;
  }

  static @Nullable FieldDescriptor field(Descriptor type, String name) {
    for (FieldDescriptor field : type.getFields()) {
      if (field.getJsonName().equals(name) || field.getName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  private void fault(String path, String description) {
    faults.add(new Problem.Fault(Shortened.text(path), description));
  }
}
