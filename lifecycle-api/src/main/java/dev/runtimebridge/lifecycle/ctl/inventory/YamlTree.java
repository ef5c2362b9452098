package dev.runtimebridge.lifecycle.ctl.inventory;

import dev.runtimebridge.lifecycle.domain.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The nodes of a YAML document as keys, lists and plain values with their places; what is none of
 * them becomes a fault.
 */
final class YamlTree {
  private final Fields fields;

  /** A tree whose faults go to {@code fields}. */
  YamlTree(Fields fields) {
    this.fields = fields;
  }

  /**
   * The keys that a mapping may have.
   *
   * @param known which they are
   * @param inClear names under which somebody might write a secret there
   */
  record Keys(Set<String> known, Set<String> inClear) {
    Keys {
      known = Set.copyOf(known);
      inClear = Set.copyOf(inClear);
    }

    static Keys of(String... known) {
      return new Keys(Set.of(known), Set.of());
    }
  }

  Optional<String> optional(Map<String, Node> entries, Place place, String key) {
    return entries.containsKey(key)
        ? text(entries, place, key, null).map(Text::text)
        : Optional.empty();
  }

  /** A plain value; absent and without a usual one it is a fault. */
  Optional<Text> text(Map<String, Node> entries, Place place, String key, @Nullable String usual) {
    String path = place.path + "." + key;
    Node node = entries.get(key);
    if (node == null) {
      if (usual == null) {
        fields.fault(line(place.node), path, "is missing");
        return Optional.empty();
      }
      return Optional.of(new Text(path, line(place.node), usual));
    }
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(new Text(path, line(node), scalar.getValue()));
    }
    fields.fault(line(node), path, "is no plain value");
    return Optional.empty();
  }

  List<Place> items(@Nullable Node node, String path) {
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      fields.fault(line(node), path, "is no list");
      return List.of();
    }
    var places = new ArrayList<Place>();
    for (int i = 0; i < sequence.getValue().size(); i++) {
      places.add(new Place("%s[%d]".formatted(path, i), sequence.getValue().get(i)));
    }
    return places;
  }

  Map<String, Node> mapping(Node node, String path, Keys keys) {
    var entries = new LinkedHashMap<String, Node>();
    if (!(node instanceof MappingNode mapping)) {
      fields.fault(
          line(node),
          path.isEmpty() ? "document" : path,
          "has no keys: expected " + String.join(", ", keys.known().stream().sorted().toList()));
      return entries;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (keys.known().contains(key)) {
        if (entries.putIfAbsent(key, tuple.getValueNode()) != null) {
          fields.fault(line(tuple.getKeyNode()), path + "." + key, "stands there twice");
        }
      } else {
        fields.fault(
            line(tuple.getKeyNode()), path.isEmpty() ? "document" : path, unknown(key, keys));
      }
    }
    return entries;
  }

  private static String unknown(String key, Keys keys) {
    return keys.inClear().contains(key)
        ? "%s would be a secret in clear: name a file with secret_file, or a variable with secret_env"
            .formatted(Quoted.of(key))
        : "%s is no key: expected %s"
            .formatted(Quoted.of(key), String.join(", ", keys.known().stream().sorted().toList()));
  }

  static long line(Node node) {
    return node.getStartMark().getLine() + 1L;
  }

  /** A node and its path from the top. */
  record Place(String path, Node node) {}

  /** A plain value and where it stands. */
  record Text(String path, long line, String text) {}
}
