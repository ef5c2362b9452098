package dev.runtimebridge.lifecycle.adapter.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds which fields of a tree of JSON a message cannot take. The parser names at most one of them
 * and never its path, so each part is tried alone.
 */
final class FieldFaults {
  private static final int MOST = 100;
  // The parser's own class names tell a caller nothing.
  private static final Pattern NAMES_OF_CLASSES = Pattern.compile("(com|java)\\.[\\w.$]+: ");

  private final List<Problem.Fault> found = new ArrayList<>();

  private FieldFaults() {}

  /** The faults in order, at most {@value #MOST}. */
  static List<Problem.Fault> of(JsonObject tree, Message prototype) {
    var faults = new FieldFaults();
    faults.search("", tree, prototype);
    return faults.found;
  }

  private void search(String path, JsonObject tree, Message prototype) {
    for (Map.Entry<String, JsonElement> member : tree.entrySet()) {
      if (found.size() >= MOST) {
        return;
      }
      String name = member.getKey();
      String here = path + Shortened.text(name);
      FieldDescriptor field = RequestFields.field(prototype.getDescriptorForType(), name);
      if (field == null) {
        found.add(new Problem.Fault(here, "there is no such field"));
      } else if (field.isRepeated() && member.getValue().isJsonArray()) {
        JsonArray items = member.getValue().getAsJsonArray();
        for (int i = 0; i < items.size() && found.size() < MOST; i++) {
          var alone = new JsonArray();
          alone.add(items.get(i));
          tell(here + "[" + i + "]", name, alone, items.get(i), field, prototype);
        }
      } else {
        tell(here, name, member.getValue(), member.getValue(), field, prototype);
      }
    }
  }

  private void tell(
      String path,
      String name,
      JsonElement value,
      JsonElement item,
      FieldDescriptor field,
      Message prototype) {
    String fault = alone(name, value, prototype);
    if (fault == null) {
      return;
    }
    int before = found.size();
    if (item.isJsonObject() && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      search(path + ".", item.getAsJsonObject(), prototypeOf(field, prototype));
    }
    if (found.size() == before) {
      found.add(new Problem.Fault(path, fault));
    }
  }

  private static Message prototypeOf(FieldDescriptor field, Message prototype) {
    return prototype.newBuilderForType().newBuilderForField(field).build();
  }

  private static @Nullable String alone(String name, JsonElement value, Message prototype) {
    var tree = new JsonObject();
    tree.add(name, value);
    try {
      JsonText.merge(tree, prototype.newBuilderForType());
      return null;
    } catch (InvalidProtocolBufferException e) {
      String text = e.getMessage() == null ? "it cannot be read" : e.getMessage();
      return Shortened.text(NAMES_OF_CLASSES.matcher(text).replaceAll(""));
    }
  }
}
