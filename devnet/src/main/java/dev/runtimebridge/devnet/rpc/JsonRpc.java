package dev.runtimebridge.devnet.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the text of a request or a batch into the text of its answer. */
final class JsonRpc {
  private static final Logger LOG = LoggerFactory.getLogger(JsonRpc.class);
  static final ObjectMapper JSON = new ObjectMapper();

  private final RpcModule module;
  private final Interference interference;
  private final RpcLimits limits;

  JsonRpc(RpcModule module, Interference interference, RpcLimits limits) {
    this.module = module;
    this.interference = interference;
    this.limits = limits;
  }

  /** The answer, or nothing where only notifications were sent. */
  Optional<String> answer(String request, @Nullable RpcExchange exchange) {
    JsonNode root;
    try {
      root = JSON.readTree(request);
    } catch (JsonProcessingException e) {
      return Optional.of(write(error(NullNode.instance, -32700, "Parse error")));
    }
    if (root.isArray()) {
      return batch(root, exchange);
    }
    return Optional.ofNullable(single(root, exchange)).map(this::bounded);
  }

  private Optional<String> batch(JsonNode calls, @Nullable RpcExchange exchange) {
    if (calls.isEmpty() || calls.size() > limits.maxBatch()) {
      return Optional.of(write(error(NullNode.instance, -32600, "Invalid request")));
    }
    List<String> answers = new ArrayList<>();
    long size = 0;
    for (JsonNode call : calls) {
      Map<String, Object> answer = single(call, exchange);
      if (answer != null) {
        String text = bounded(answer);
        size += text.length();
        answers.add(text);
      }
      if (size > limits.maxResponseBytes()) {
        return Optional.of(
            write(error(NullNode.instance, -32011, "The batch response was too large")));
      }
    }
    return answers.isEmpty()
        ? Optional.empty()
        : Optional.of("[" + String.join(",", answers) + "]");
  }

  private @Nullable Map<String, Object> single(JsonNode call, @Nullable RpcExchange exchange) {
    JsonNode id = call.path("id");
    if (!call.isObject() || !call.path("method").isTextual()) {
      return error(NullNode.instance, -32600, "Invalid request");
    }
    if (id.isMissingNode()) {
      return null;
    }
    String method = call.path("method").textValue();
    try {
      Object result = call(method, new RpcParams(call.path("params")), exchange);
      return response(id, "result", result == null ? NullNode.instance : result);
    } catch (RpcException e) {
      return response(id, "error", error(e));
    } catch (RuntimeException e) {
      LOG.error("call failed method={}", method, e);
      return error(id, -32603, "Internal error");
    }
  }

  private @Nullable Object call(String name, RpcParams params, @Nullable RpcExchange exchange)
      throws RpcException {
    if (interference.hides(name)) {
      throw RpcException.methodNotFound();
    }
    RpcMethod method = module.methods().get(name);
    if (method != null) {
      return method.call(params);
    }
    RpcSubscription subscription = module.subscriptions().get(name);
    if (exchange != null && subscription != null) {
      return exchange.subscribe(subscription, params);
    }
    if (exchange != null && module.unsubscribes().contains(name)) {
      return exchange.unsubscribe(params.text(0));
    }
    throw RpcException.methodNotFound();
  }

  private String bounded(Map<String, Object> answer) {
    String text = write(answer);
    if (text.length() <= limits.maxResponseBytes()) {
      return text;
    }
    Object id = answer.getOrDefault("id", NullNode.instance);
    return write(error(id, -32008, "Response is too big"));
  }

  /** The text of a notification of a subscription. */
  static String notification(String method, String subscription, Object result) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("subscription", subscription);
    params.put("result", result);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("method", method);
    message.put("params", params);
    return write(message);
  }

  private static Map<String, Object> error(RpcException refusal) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", refusal.code());
    error.put("message", String.valueOf(refusal.getMessage()));
    refusal.data().ifPresent(data -> error.put("data", data));
    return error;
  }

  private static Map<String, Object> error(Object id, int code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    return response(id, "error", error);
  }

  private static Map<String, Object> response(Object id, String kind, Object value) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("jsonrpc", "2.0");
    response.put(kind, value);
    response.put("id", id);
    return response;
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that cannot be written as JSON", e);
    }
  }
}
