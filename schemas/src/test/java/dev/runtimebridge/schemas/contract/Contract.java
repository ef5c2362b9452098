package dev.runtimebridge.schemas.contract;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A contract as a line for each thing that others rely on, by the thing's own name: fields by their
 * number, enum values by theirs, calls by name. A line that is gone or another one breaks somebody,
 * unless it is a field or value whose number and name are both reserved.
 */
final class Contract {
  private final Map<String, String> lines = new TreeMap<>();
  private final Map<String, Set<String>> reserved = new HashMap<>();

  static Contract of(List<FileDescriptorProto> files) {
    var contract = new Contract();
    for (FileDescriptorProto file : files) {
      file.getMessageTypeList().forEach(it -> contract.message(file.getPackage(), it));
      file.getEnumTypeList().forEach(it -> contract.enumeration(file.getPackage(), it));
      file.getServiceList().forEach(it -> contract.service(file.getPackage(), it));
    }
    return contract;
  }

  /** One line for each thing: its key, two spaces, what it is. */
  List<String> text() {
    return lines.entrySet().stream().map(it -> it.getKey() + "  " + it.getValue()).toList();
  }

  /** What of the released lines is gone or another here. */
  Set<String> breaks(List<String> released) {
    var breaks = new TreeSet<String>();
    for (String line : released) {
      int end = line.indexOf("  ");
      String key = line.substring(0, end);
      String before = line.substring(end + 2);
      String now = lines.get(key);
      if (now == null ? !isReserved(key, before) : !now.equals(before)) {
        breaks.add("%s was %s and is %s".formatted(key, before, now == null ? "gone" : now));
      }
    }
    return breaks;
  }

  private boolean isReserved(String key, String before) {
    int hash = key.indexOf('#');
    if (hash < 0) {
      return false;
    }
    Set<String> there = reserved.getOrDefault(key.substring(0, hash), Set.of());
    return there.contains(key.substring(hash + 1))
        && there.contains(before.substring(0, before.indexOf(' ')));
  }

  private void message(String scope, DescriptorProto message) {
    String name = scope + "." + message.getName();
    lines.put("message " + name, "message");
    Set<String> gone = reserved.computeIfAbsent("field " + name, it -> new HashSet<>());
    gone.addAll(message.getReservedNameList());
    for (var range : message.getReservedRangeList()) {
      for (int number = range.getStart(); number < range.getEnd(); number++) {
        gone.add(Integer.toString(number));
      }
    }
    for (FieldDescriptorProto field : message.getFieldList()) {
      lines.put(
          "field %s#%d".formatted(name, field.getNumber()),
          "%s %s %s%s json=%s%s"
              .formatted(
                  field.getName(),
                  field.getLabel(),
                  field.getType(),
                  field.getTypeName(),
                  jsonName(field),
                  field.hasOneofIndex() && !field.getProto3Optional()
                      ? " oneof=" + message.getOneofDecl(field.getOneofIndex()).getName()
                      : field.getProto3Optional() ? " optional" : ""));
    }
    message.getNestedTypeList().forEach(it -> message(name, it));
    message.getEnumTypeList().forEach(it -> enumeration(name, it));
  }

  /** protoc leaves a name out of the compiled descriptor that is made from the field's. */
  private static String jsonName(FieldDescriptorProto field) {
    if (field.hasJsonName()) {
      return field.getJsonName();
    }
    var name = new StringBuilder();
    boolean upper = false;
    for (char character : field.getName().toCharArray()) {
      if (character == '_') {
        upper = true;
      } else {
        name.append(upper ? Character.toUpperCase(character) : character);
        upper = false;
      }
    }
    return name.toString();
  }

  private void enumeration(String scope, EnumDescriptorProto type) {
    String name = scope + "." + type.getName();
    lines.put("enum " + name, "enum");
    Set<String> gone = reserved.computeIfAbsent("value " + name, it -> new HashSet<>());
    gone.addAll(type.getReservedNameList());
    for (var range : type.getReservedRangeList()) {
      for (int number = range.getStart(); number <= range.getEnd(); number++) {
        gone.add(Integer.toString(number));
      }
    }
    for (EnumValueDescriptorProto value : type.getValueList()) {
      lines.put("value %s#%d".formatted(name, value.getNumber()), value.getName() + " value");
    }
  }

  private void service(String scope, ServiceDescriptorProto service) {
    String name = scope + "." + service.getName();
    lines.put("service " + name, "service");
    for (MethodDescriptorProto method : service.getMethodList()) {
      lines.put(
          "rpc %s.%s".formatted(name, method.getName()),
          "%s%s returns %s%s"
              .formatted(
                  method.getClientStreaming() ? "stream " : "",
                  method.getInputType(),
                  method.getServerStreaming() ? "stream " : "",
                  method.getOutputType()));
    }
  }

  /** The files with one message of the first of them changed. */
  static List<FileDescriptorProto> with(
      List<FileDescriptorProto> files,
      java.util.function.UnaryOperator<FileDescriptorProto.Builder> change) {
    var changed = new ArrayList<FileDescriptorProto>();
    for (FileDescriptorProto file : files) {
      changed.add(change.apply(file.toBuilder()).build());
    }
    return changed;
  }
}
