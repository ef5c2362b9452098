package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What two items of one batch cannot both have. The first has it; those after it are refused and
 * say which one that is.
 */
public final class Duplicates {
  private final Map<String, Integer> first = new HashMap<>();

  /** Nothing was seen yet. */
  public Duplicates() {}

  /** Whether an item that creates has anything that one before has. */
  public Checked<Integer> check(int index, CreateWorkerRequest request) {
    List<Checked<?>> parts = new ArrayList<>();
    parts.add(taken(index, "name", "name", request.getName()));
    parts.add(endpoint(index, request.getEndpoint()));
    return Checked.all(index, parts);
  }

  /**
   * Whether an item that updates is about a worker, a name or an endpoint that one before is about.
   */
  public Checked<Integer> check(int index, UpdateWorkerRequest request, String worker) {
    List<Checked<?>> parts = new ArrayList<>();
    parts.add(taken(index, "worker", "worker", worker));
    if (request.hasName()) {
      parts.add(taken(index, "name", "name", request.getName()));
    }
    if (request.hasEndpoint()) {
      parts.add(endpoint(index, request.getEndpoint()));
    }
    return Checked.all(index, parts);
  }

  private Checked<Integer> endpoint(int index, String text) {
    return taken(index, "endpoint", "endpoint", new WorkerEndpoint(text).normalised());
  }

  private Checked<Integer> taken(int index, String kind, String field, String value) {
    Integer before = value.isEmpty() ? null : first.putIfAbsent(kind + " " + value, index);
    return before == null
        ? Checked.valid(index)
        : Checked.<Integer>refused(
                Refusal.Reason.ALREADY_EXISTS,
                "%s %s is that of workers[%d] too: expected each once"
                    .formatted(field, Quoted.of(value), before))
            .at(field);
  }
}
