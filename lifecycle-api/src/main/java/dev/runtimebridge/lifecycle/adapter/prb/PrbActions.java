package dev.runtimebridge.lifecycle.adapter.prb;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.ForceRegister;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.RestartWorker;
import dev.runtimebridge.schemas.v1.TakeCheckpoint;
import dev.runtimebridge.schemas.v1.UpdateEndpoints;
import dev.runtimebridge.schemas.v1.WorkerRef;
import java.util.ArrayList;
import java.util.List;

/**
 * The actions on workers by their ids. As with PRB, what became of each is not told here, and an id
 * that no worker has is passed over.
 */
final class PrbActions {
  private PrbActions() {}

  static void run(PrbCalls calls, String path, JsonElement body) throws PrbError {
    if (path.equals("/workers/update_endpoints")) {
      for (JsonElement item : array(body, "requests")) {
        act(
            calls,
            List.of(text(member(item, "id"), "id")),
            ActOnWorkersRequest.newBuilder()
                .setUpdateEndpoints(
                    UpdateEndpoints.newBuilder().addAllEndpoints(texts(item, "endpoints"))));
      }
      return;
    }
    var request = ActOnWorkersRequest.newBuilder();
    switch (path) {
      case "/workers/restart" -> request.setRestart(RestartWorker.getDefaultInstance());
      case "/workers/force_register" ->
          request.setForceRegister(ForceRegister.getDefaultInstance());
      case "/workers/take_checkpoint" ->
          request.setTakeCheckpoint(TakeCheckpoint.getDefaultInstance());
      default -> throw new IllegalArgumentException(path + " is no action");
    }
    act(calls, texts(body, "ids"), request);
  }

  private static void act(PrbCalls calls, List<String> ids, ActOnWorkersRequest.Builder request) {
    if (!ids.isEmpty()) {
      ids.forEach(id -> request.addWorkers(WorkerRef.newBuilder().setId(id)));
      calls.call(LifecycleGrpc.getActOnWorkersMethod(), request.build());
    }
  }

  private static List<String> texts(JsonElement body, String name) throws PrbError {
    List<String> texts = new ArrayList<>();
    for (JsonElement item : array(body, name)) {
      texts.add(text(item, name));
    }
    return texts;
  }

  private static JsonArray array(JsonElement body, String name) throws PrbError {
    JsonElement value = member(body, name);
    if (!value.isJsonArray()) {
      throw wrong("%s: expected a sequence".formatted(name));
    }
    return value.getAsJsonArray();
  }

  private static JsonElement member(JsonElement body, String name) throws PrbError {
    if (!body.isJsonObject() || !body.getAsJsonObject().has(name)) {
      throw wrong("missing field `%s`".formatted(name));
    }
    return body.getAsJsonObject().get(name);
  }

  private static String text(JsonElement value, String name) throws PrbError {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
      throw wrong("%s: expected a string".formatted(name));
    }
    return value.getAsString();
  }

  private static PrbError wrong(String what) {
    return PrbError.unreadable(
        422, "Failed to deserialize the JSON body into the target type: " + what);
  }
}
