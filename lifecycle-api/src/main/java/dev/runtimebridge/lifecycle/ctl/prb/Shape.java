package dev.runtimebridge.lifecycle.ctl.prb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Reads the fields of an old bridge's JSON, each as the one kind of value that it can be. */
final class Shape {
  private Shape() {}

  /** The items of a list; nothing where there is none. */
  static Iterable<JsonNode> list(JsonNode node, String what) throws PrbUnreadable {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw new PrbUnreadable(
          "the old bridge's %s are no list: is it a PRB of this version?".formatted(what));
    }
    return node;
  }

  /** Text that has to be there; Protobuf leaves out what is empty. */
  static String text(JsonNode object, String field) throws PrbUnreadable {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw odd(field, "text");
    }
    return value.textValue();
  }

  static Optional<String> optional(JsonNode object, String field) throws PrbUnreadable {
    return Optional.of(text(object, field)).filter(text -> !text.isEmpty());
  }

  static boolean flag(JsonNode object, String field) throws PrbUnreadable {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw odd(field, "true or false");
    }
    return value.booleanValue();
  }

  /**
   * A whole number: JSON's own, or as text, or in the two halves in which long.js shows one of 64
   * bits where nobody tells it otherwise.
   */
  static String number(JsonNode object, String field) throws PrbUnreadable {
    JsonNode value = object.path(field);
    if (value.isIntegralNumber()) {
      return value.bigIntegerValue().toString();
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.path("low").isInt() && value.path("high").isInt()) {
      long bits =
          (long) value.path("high").intValue() << 32
              | Integer.toUnsignedLong(value.path("low").intValue());
      return Long.toUnsignedString(bits);
    }
    if (value.isMissingNode() || value.isNull()) {
      return "0";
    }
    throw odd(field, "a whole number");
  }

  private static PrbUnreadable odd(String field, String expected) {
    return new PrbUnreadable(
        "the old bridge's field %s is not %s: is it a PRB of this version?"
            .formatted(field, expected));
  }
}
