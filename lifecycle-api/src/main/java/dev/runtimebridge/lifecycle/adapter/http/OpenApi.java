package dev.runtimebridge.lifecycle.adapter.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.rpc.Status;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The document that tells other programs what is served here, made of the contract and its
 * comments.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI 3.1</a>
 */
final class OpenApi {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z0-9_]+\\.)*([a-z0-9_]+)}");
  private static final int DEEPEST_PARAMETER = 2;

  private final ProtoComments comments;
  private final OpenApiSchemas schemas;
  private final JsonObject paths = new JsonObject();
  private final Set<String> ids = new HashSet<>();

  private OpenApi(ProtoComments comments) {
    this.comments = comments;
    this.schemas = new OpenApiSchemas(comments);
  }

  static JsonObject of(Bindings bindings, ProtoComments comments, String version) {
    var document = new OpenApi(comments);
    bindings.all().stream()
        .sorted(Comparator.comparing((Binding it) -> it.path().text()).thenComparing(Binding::verb))
        .forEach(document::add);
    document.addSession();
    return document.whole(version);
  }

  private JsonObject whole(String version) {
    var info = new JsonObject();
    info.addProperty("title", "Runtime Bridge");
    info.addProperty("version", version.isEmpty() ? "0" : version);
    info.addProperty(
        "description",
        "The calls of the gRPC API as JSON. Streams are server-sent events: data is one message, id is where to go on after it.");
    var json = new JsonObject();
    json.addProperty("openapi", "3.1.0");
    json.add("info", info);
    json.add("servers", list(property("url", "/")));
    var token = OpenApiSchemas.type("http");
    token.addProperty("scheme", "bearer");
    var session = OpenApiSchemas.type("apiKey");
    session.addProperty("in", "cookie");
    session.addProperty("name", Callers.COOKIE);
    var schemes = new JsonObject();
    schemes.add("token", token);
    schemes.add("session", session);
    var byToken = new JsonObject();
    byToken.add("token", new JsonArray());
    var bySession = new JsonObject();
    bySession.add("session", new JsonArray());
    json.add("security", list(byToken, bySession));
    json.add("paths", paths);
    var components = new JsonObject();
    components.add("schemas", schemas.all());
    components.add("securitySchemes", schemes);
    json.add("components", components);
    return json;
  }

  private void add(Binding binding) {
    var schema =
        (ProtoMethodDescriptorSupplier)
            Objects.requireNonNull(binding.method().getMethodDescriptor().getSchemaDescriptor());
    MethodDescriptor method = schema.getMethodDescriptor();
    String id = method.getService().getName() + "_" + method.getName();
    var operation = new JsonObject();
    operation.addProperty("operationId", ids.add(id) ? id : id + "_by_" + ids.size());
    String tag = method.getService().getName();
    var tags = new JsonArray();
    tags.add(tag);
    operation.add("tags", tags);
    operation.addProperty("summary", method.getName());
    String comment = comments.of(method.getFullName());
    if (!comment.isEmpty()) {
      operation.addProperty("description", comment);
    }
    var parameters = new JsonArray();
    binding.path().variables().forEach(name -> parameters.add(inPath(binding, name)));
    if (!binding.wholeBody()) {
      Set<String> inPath = Set.copyOf(binding.path().variables());
      inQuery(method.getInputType(), "", "", inPath, 0, parameters);
    }
    if (!binding.reads() && binding.field("change") != null) {
      parameters.add(header("Idempotency-Key", "change.idempotencyKey"));
      parameters.add(header("If-Match", "change.etag"));
      parameters.add(header("Bridge-Dry-Run", "change.dryRun"));
    }
    operation.add("parameters", parameters);
    if (binding.wholeBody()) {
      JsonObject body = content("application/json", schemas.ref(method.getInputType()));
      body.addProperty("required", true);
      operation.add("requestBody", body);
    }
    operation.add("responses", responses(binding, method.getOutputType()));
    path(VARIABLE.matcher(binding.path().text()).replaceAll("{$2}"))
        .add(binding.verb().toLowerCase(Locale.ROOT), operation);
  }

  private JsonObject responses(Binding binding, Descriptor answer) {
    JsonObject good =
        content(binding.streams() ? "text/event-stream" : "application/json", schemas.ref(answer));
    good.addProperty(
        "description", binding.streams() ? "events, each with one of these" : "the answer");
    JsonObject bad = content("application/json", schemas.ref(Status.getDescriptor()));
    bad.addProperty("description", "why it is refused");
    var responses = new JsonObject();
    responses.add("200", good);
    responses.add("default", bad);
    return responses;
  }

  private JsonObject inPath(Binding binding, String name) {
    Descriptor type = binding.prototype().getDescriptorForType();
    FieldDescriptor field = null;
    for (String part : name.split("\\.", -1)) {
      field = Objects.requireNonNull(type.findFieldByName(part), name);
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        type = field.getMessageType();
      }
    }
    String last = name.substring(name.lastIndexOf('.') + 1);
    JsonObject parameter = parameter(last, "path", schemas.of(Objects.requireNonNull(field)));
    parameter.addProperty("required", true);
    return parameter;
  }

  private void inQuery(
      Descriptor type,
      String path,
      String shown,
      Set<String> inPath,
      int depth,
      JsonArray parameters) {
    for (FieldDescriptor field : type.getFields()) {
      String name = path + field.getName();
      if (inPath.contains(name)) {
        continue;
      }
      boolean message =
          field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
              && !field.getMessageType().getFullName().startsWith("google.protobuf.");
      if (!message) {
        parameters.add(parameter(shown + field.getJsonName(), "query", schemas.of(field)));
      } else if (!field.isRepeated() && depth < DEEPEST_PARAMETER) {
        inQuery(
            field.getMessageType(),
            name + ".",
            shown + field.getJsonName() + ".",
            inPath,
            depth + 1,
            parameters);
      }
    }
  }

  private static JsonObject header(String name, String field) {
    JsonObject parameter = parameter(name, "header", OpenApiSchemas.type("string"));
    parameter.addProperty("description", "The same as " + field);
    return parameter;
  }

  private static JsonObject parameter(String name, String in, JsonObject schema) {
    var parameter = new JsonObject();
    parameter.addProperty("name", name);
    parameter.addProperty("in", in);
    parameter.add("schema", schema);
    return parameter;
  }

  private void addSession() {
    var properties = new JsonObject();
    properties.add("token", OpenApiSchemas.type("string"));
    properties.add("code", OpenApiSchemas.type("string"));
    JsonObject either = OpenApiSchemas.type("object");
    either.add("properties", properties);
    JsonObject body = content("application/json", either);
    body.addProperty("required", true);
    JsonObject begin = session("beginSession", "Sign in with a token, or with a one-time code");
    begin.add("requestBody", body);
    path("/v1/session").add("post", begin);
    path("/v1/session").add("delete", session("endSession", "Sign out"));
  }

  private JsonObject session(String id, String summary) {
    var operation = new JsonObject();
    operation.addProperty("operationId", id);
    operation.addProperty("summary", summary);
    JsonObject bad = content("application/json", schemas.ref(Status.getDescriptor()));
    bad.addProperty("description", "why it is refused");
    var responses = new JsonObject();
    responses.add("204", property("description", "done; the cookie is set or gone"));
    responses.add("default", bad);
    operation.add("responses", responses);
    operation.add("security", new JsonArray());
    return operation;
  }

  private JsonObject path(String path) {
    if (!paths.has(path)) {
      paths.add(path, new JsonObject());
    }
    return paths.getAsJsonObject(path);
  }

  private static JsonObject content(String type, JsonObject schema) {
    var media = new JsonObject();
    media.add("schema", schema);
    var content = new JsonObject();
    content.add(type, media);
    var json = new JsonObject();
    json.add("content", content);
    return json;
  }

  private static JsonObject property(String name, String value) {
    var json = new JsonObject();
    json.addProperty(name, value);
    return json;
  }

  private static JsonArray list(JsonObject... items) {
    var array = new JsonArray();
    List.of(items).forEach(array::add);
    return array;
  }
}
