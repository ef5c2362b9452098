package dev.runtimebridge.devnet.worker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.runtimebridge.devnet.worker.RestartFrom;
import dev.runtimebridge.devnet.worker.WorkerFaults;
import dev.runtimebridge.devnet.worker.host.HostedWorker;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Faults by JSON, such as {@code {"workers": [0, 3], "fault": "stall", "forMs": 5000}}.
 *
 * <pre>
 * workers  list of indices; all workers where it is absent
 * fault    stall, drop, busy, slow, not-a-pruntime: for forMs (slow also takes delayMs)
 *          hold-blocks: forMs per batch     refuse-justifications: numbers, a list
 *          restart: from, which is newest (if absent), older or nothing
 *          no-attestation: forMs            lose-benchmark: lost, true or false
 *          compute-wrongly: wrongly, true or false
 *          other-genesis                    clear
 * </pre>
 */
final class FaultsApi {
  private static final long MAX_MS = Duration.ofDays(1).toMillis();

  private final List<HostedWorker> workers;

  FaultsApi(List<HostedWorker> workers) {
    this.workers = workers;
  }

  /** Orders that cannot be followed change nothing. */
  Answer answer(byte[] body) {
    try {
      JsonNode order = JsonText.MAPPER.readTree(body);
      List<WorkerFaults> ill = chosen(order.path("workers"));
      Fault fault = fault(order);
      ill.forEach(fault::strike);
      return Answer.json(
          200, JsonText.bytes(JsonNodeFactory.instance.objectNode().put("workers", ill.size())));
    } catch (IOException | IllegalArgumentException error) {
      return Answer.json(400, JsonText.error(String.valueOf(error.getMessage())));
    }
  }

  @FunctionalInterface
  private interface Fault {
    void strike(WorkerFaults worker);
  }

  private static Fault fault(JsonNode order) {
    String name = order.path("fault").asText();
    return switch (name) {
      case "stall" -> timed(order, WorkerFaults::stall);
      case "drop" -> timed(order, WorkerFaults::dropConnections);
      case "busy" -> timed(order, WorkerFaults::answerBusy);
      case "not-a-pruntime" -> timed(order, WorkerFaults::notAPRuntime);
      case "hold-blocks" -> timed(order, WorkerFaults::holdBlocks);
      case "slow" -> {
        Duration delay = millis(order, "delayMs");
        yield timed(order, (worker, duration) -> worker.slow(delay, duration));
      }
      case "refuse-justifications" -> {
        Set<Long> numbers = numbers(order.path("numbers"));
        yield worker -> worker.refuseJustifications(numbers);
      }
      case "restart" -> {
        RestartFrom from = from(order.path("from").asText("newest"));
        yield worker -> worker.restart(from);
      }
      case "no-attestation" -> timed(order, WorkerFaults::withoutAttestation);
      case "lose-benchmark" -> {
        boolean lost = order.path("lost").asBoolean(true);
        yield worker -> worker.loseBenchmarkOnRestart(lost);
      }
      case "compute-wrongly" -> {
        boolean wrongly = order.path("wrongly").asBoolean(true);
        yield worker -> worker.computeWrongly(wrongly);
      }
      case "other-genesis" -> WorkerFaults::otherGenesis;
      case "clear" -> WorkerFaults::clear;
      default ->
          throw new IllegalArgumentException(
              "fault is '"
                  + name
                  + "', expected stall, drop, busy, slow, not-a-pruntime,"
                  + " hold-blocks, refuse-justifications, restart, no-attestation, lose-benchmark,"
                  + " compute-wrongly, other-genesis or clear");
    };
  }

  @FunctionalInterface
  private interface Timed {
    void strike(WorkerFaults worker, Duration duration);
  }

  private static Fault timed(JsonNode order, Timed fault) {
    Duration duration = millis(order, "forMs");
    return worker -> fault.strike(worker, duration);
  }

  private static Duration millis(JsonNode order, String field) {
    JsonNode value = order.path(field);
    if (!value.canConvertToLong() || value.asLong() < 0 || value.asLong() > MAX_MS) {
      throw new IllegalArgumentException(
          field + " is '" + value.asText() + "', expected milliseconds from 0 to " + MAX_MS);
    }
    return Duration.ofMillis(value.asLong());
  }

  private static Set<Long> numbers(JsonNode list) {
    Set<Long> numbers = new LinkedHashSet<>();
    for (JsonNode number : list) {
      if (!number.canConvertToLong()) {
        throw new IllegalArgumentException(
            "numbers has '" + number.asText() + "', expected block numbers");
      }
      numbers.add(number.asLong());
    }
    return numbers;
  }

  private static RestartFrom from(String name) {
    return switch (name) {
      case "newest" -> RestartFrom.NEWEST_CHECKPOINT;
      case "older" -> RestartFrom.OLDER_CHECKPOINT;
      case "nothing" -> RestartFrom.NOTHING;
      default ->
          throw new IllegalArgumentException(
              "from is '" + name + "', expected newest, older or nothing");
    };
  }

  private List<WorkerFaults> chosen(JsonNode indices) {
    if (indices.isMissingNode()) {
      return workers.stream().map(HostedWorker::faults).toList();
    }
    return StreamSupport.stream(indices.spliterator(), false).map(this::worker).toList();
  }

  private WorkerFaults worker(JsonNode index) {
    if (!index.canConvertToInt() || index.asInt() < 0 || index.asInt() >= workers.size()) {
      throw new IllegalArgumentException(
          "workers has '" + index.asText() + "', expected 0 to " + (workers.size() - 1));
    }
    return workers.get(index.asInt()).faults();
  }
}
