package dev.runtimebridge.solo.replay;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says field by field where two messages of one kind differ. */
final class MessageDiff {
  private static final int MOST_CHARACTERS = 120;

  private final List<String> lines = new ArrayList<>();

  private MessageDiff() {}

  /** A line for each field that differs; none if the messages are equal. */
  static List<String> of(Message rebuilt, Message live) {
    var diff = new MessageDiff();
    diff.compare("", rebuilt, live);
    return diff.lines;
  }

  private void compare(String path, Message rebuilt, Message live) {
    Set<FieldDescriptor> fields = new LinkedHashSet<>(rebuilt.getAllFields().keySet());
    fields.addAll(live.getAllFields().keySet());
    for (FieldDescriptor field : fields) {
      Object ours = value(rebuilt, field);
      Object theirs = value(live, field);
      if (ours.equals(theirs)) {
        continue;
      }
      String name = path + field.getName();
      if (ours instanceof Message first && theirs instanceof Message second) {
        compare(name + ".", first, second);
      } else {
        lines.add("%s: rebuilt %s, live %s".formatted(name, text(ours), text(theirs)));
      }
    }
  }

  private static Object value(Message message, FieldDescriptor field) {
    boolean absent = field.hasPresence() && !message.hasField(field);
    return absent ? "nothing" : message.getField(field);
  }

  private static String text(Object value) {
    String text =
        switch (value) {
          case ByteString bytes -> "0x" + HexFormat.of().formatHex(bytes.toByteArray());
          case Message message -> "{" + message.toString().strip().replace('\n', ' ') + "}";
          default -> value.toString();
        };
    return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
  }
}
