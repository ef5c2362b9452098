package dev.runtimebridge.lifecycle.adapter.http;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the contract's files say in comments of services, calls, messages and fields, by full name.
 * The build packs it with the schemas, because classes made of them have no comments.
 */
final class ProtoComments {
  private static final String PACKED = "META-INF/runtime-bridge/schemas.desc";
  // Numbers of fields in descriptor.proto, of which the paths of comments are made.
  private static final int MESSAGES = 4;
  private static final int ENUMS = 5;
  private static final int SERVICES = 6;
  private static final int FIELDS = 2;
  private static final int NESTED_MESSAGES = 3;
  private static final int NESTED_ENUMS = 4;

  private final Map<String, String> byName = new HashMap<>();

  private ProtoComments() {}

  static ProtoComments packed() {
    try (InputStream stream = ProtoComments.class.getClassLoader().getResourceAsStream(PACKED)) {
      return of(FileDescriptorSet.parseFrom(Objects.requireNonNull(stream, PACKED)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ProtoComments of(FileDescriptorSet files) {
    var comments = new ProtoComments();
    files.getFileList().forEach(comments::read);
    return comments;
  }

  /** In one line; empty where nothing is said. */
  String of(String fullName) {
    return byName.getOrDefault(fullName, "");
  }

  private void read(FileDescriptorProto file) {
    Map<List<Integer>, String> byPath = new HashMap<>();
    for (Location location : file.getSourceCodeInfo().getLocationList()) {
      if (location.hasLeadingComments()) {
        byPath.put(
            location.getPathList(), location.getLeadingComments().strip().replaceAll("\\s+", " "));
      }
    }
    for (int i = 0; i < file.getMessageTypeCount(); i++) {
      message(byPath, List.of(MESSAGES, i), file.getPackage(), file.getMessageType(i));
    }
    for (int i = 0; i < file.getEnumTypeCount(); i++) {
      enumeration(byPath, List.of(ENUMS, i), file.getPackage(), file.getEnumType(i));
    }
    for (int i = 0; i < file.getServiceCount(); i++) {
      var service = file.getService(i);
      String name = file.getPackage() + "." + service.getName();
      put(byPath, List.of(SERVICES, i), name);
      for (int k = 0; k < service.getMethodCount(); k++) {
        put(byPath, List.of(SERVICES, i, FIELDS, k), name + "." + service.getMethod(k).getName());
      }
    }
  }

  private void message(
      Map<List<Integer>, String> byPath,
      List<Integer> path,
      String scope,
      DescriptorProto message) {
    String name = scope + "." + message.getName();
    put(byPath, path, name);
    for (int i = 0; i < message.getFieldCount(); i++) {
      put(byPath, then(path, FIELDS, i), name + "." + message.getField(i).getName());
    }
    for (int i = 0; i < message.getNestedTypeCount(); i++) {
      message(byPath, then(path, NESTED_MESSAGES, i), name, message.getNestedType(i));
    }
    for (int i = 0; i < message.getEnumTypeCount(); i++) {
      enumeration(byPath, then(path, NESTED_ENUMS, i), name, message.getEnumType(i));
    }
  }

  private void enumeration(
      Map<List<Integer>, String> byPath,
      List<Integer> path,
      String scope,
      EnumDescriptorProto type) {
    put(byPath, path, scope + "." + type.getName());
    for (int i = 0; i < type.getValueCount(); i++) {
      // Names of values stand in the scope of their type.
      put(byPath, then(path, FIELDS, i), scope + "." + type.getValue(i).getName());
    }
  }

  private void put(Map<List<Integer>, String> byPath, List<Integer> path, String name) {
    String comment = byPath.get(path);
    if (comment != null) {
      byName.put(name, comment);
    }
  }

  private static List<Integer> then(List<Integer> path, int field, int index) {
    var longer = new ArrayList<>(path);
    longer.add(field);
    longer.add(index);
    return longer;
  }
}
