package dev.runtimebridge.lifecycle.adapter.http;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All ways over HTTP to the calls of some services, by their {@code google.api.http} options. */
final class Bindings {
  private final List<Binding> all;

  private Bindings(List<Binding> all) {
    this.all = all;
  }

  /** A binding and the fields that stood in the path. */
  record Match(Binding binding, Map<String, String> fields) {}

  static Bindings of(Collection<ServerServiceDefinition> services) {
    List<Binding> all = new ArrayList<>();
    for (ServerServiceDefinition service : services) {
      for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
        rule(method.getMethodDescriptor()).ifPresent(rule -> bind(rule, method, all));
      }
    }
    all.sort(Comparator.comparingInt((Binding it) -> it.path().literal()).reversed());
    return new Bindings(List.copyOf(all));
  }

  List<Binding> all() {
    return all;
  }

  Optional<Match> find(String verb, String path) {
    for (Binding binding : all) {
      if (binding.verb().equals(verb)) {
        Optional<Map<String, String>> fields = binding.path().match(path);
        if (fields.isPresent()) {
          return Optional.of(new Match(binding, fields.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** The methods of HTTP that a path knows; empty for a path that is none. */
  Set<String> verbs(String path) {
    Set<String> verbs = new TreeSet<>();
    for (Binding binding : all) {
      if (binding.path().match(path).isPresent()) {
        verbs.add(binding.verb());
      }
    }
    return verbs;
  }

  private static Optional<HttpRule> rule(MethodDescriptor<?, ?> method) {
    return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
            && schema.getMethodDescriptor().getOptions().hasExtension(AnnotationsProto.http)
        ? Optional.of(schema.getMethodDescriptor().getOptions().getExtension(AnnotationsProto.http))
        : Optional.empty();
  }

  private static void bind(HttpRule rule, ServerMethodDefinition<?, ?> method, List<Binding> all) {
    if (!rule.getBody().isEmpty() && !rule.getBody().equals("*")) {
      throw new IllegalArgumentException(
          "%s: body \"%s\" is not served: write \"*\""
              .formatted(method.getMethodDescriptor().getFullMethodName(), rule.getBody()));
    }
    // Of services generated from the contract, every message is one.
    @SuppressWarnings("unchecked")
    var messages = (ServerMethodDefinition<Message, Message>) method;
    var marshaller =
        (PrototypeMarshaller<Message>) messages.getMethodDescriptor().getRequestMarshaller();
    Message prototype = marshaller.getMessagePrototype();
    if (prototype == null) {
      throw new IllegalArgumentException("a request without a type");
    }
    all.add(
        new Binding(
            verb(rule),
            PathTemplate.parse(path(rule)),
            !rule.getBody().isEmpty(),
            messages,
            prototype));
    rule.getAdditionalBindingsList().forEach(more -> bind(more, method, all));
  }

  private static String verb(HttpRule rule) {
    return rule.getPatternCase().name();
  }

  private static String path(HttpRule rule) {
    return switch (rule.getPatternCase()) {
      case GET -> rule.getGet();
      case PUT -> rule.getPut();
      case POST -> rule.getPost();
      case DELETE -> rule.getDelete();
      case PATCH -> rule.getPatch();
      case CUSTOM, PATTERN_NOT_SET ->
          throw new IllegalArgumentException("a rule without a method of HTTP: " + rule);
    };
  }
}
