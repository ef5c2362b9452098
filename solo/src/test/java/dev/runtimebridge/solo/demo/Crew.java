package dev.runtimebridge.solo.demo;

import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.schemas.v1.WorkerStage;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The workers of a devnet as a bridge's API knows them, even while its services come and go. */
final class Crew {
  private static final Duration ANSWER_DEADLINE = Duration.ofMinutes(2);

  private final BridgeClient api;
  private final int size;

  private Crew(BridgeClient api, int size) {
    this.api = api;
    this.size = size;
  }

  /** Enrols the first workers of the devnet, spread over the pools of the demo. */
  static Crew enrol(BridgeClient api, Devnet devnet, int size) throws Exception {
    for (DemoPool pool : DemoPool.values()) {
      untilAnswered(() -> api.ensurePool(pool));
    }
    for (int i = 0; i < size; i++) {
      String name = "worker-%04d".formatted(i);
      String endpoint = devnet.workerEndpoint(i).toString();
      long pid = DemoPool.of(i).pid();
      untilAnswered(() -> api.ensureWorker(pid, name, endpoint));
    }
    return new Crew(api, size);
  }

  /** The same by two commands of an operator, the second of which waits until all compute. */
  static Crew enrolByHand(RunningSolo solo, Devnet devnet, int size) throws Exception {
    var workers = IntStream.range(0, size).mapToObj(i -> devnet.workerEndpoint(i).toString());
    Newcomers files = Newcomers.write(solo.data(), workers.toList());
    solo.ctl(
        "pools",
        "create",
        Long.toString(Newcomers.POOL.pid()),
        "home",
        "--operator-secret-file",
        files.secret().toString());
    solo.ctl("workers", "import", files.workers().toString(), "--wait", "computing");
    return new Crew(solo.api(), size);
  }

  /** True if all compute; false, too, if the API does not answer. */
  boolean allCompute() {
    return answered(() -> countIn(WorkerStage.COMPUTING) == size);
  }

  /** True if one is in that stage; false, too, if the API does not answer. */
  boolean anyIn(WorkerStage stage) {
    return answered(() -> countIn(stage) > 0);
  }

  /** What the API says of each, for a message. */
  String states() {
    try {
      return api.workers().stream()
          .map(worker -> worker.getState().toString())
          .collect(Collectors.joining("\n"));
    } catch (StatusRuntimeException e) {
      return "the API does not answer: " + e.getStatus();
    }
  }

  private long countIn(WorkerStage stage) {
    return api.workers().stream().filter(view -> view.getState().getStage() == stage).count();
  }

  private static void untilAnswered(Runnable call) throws Exception {
    Await.until(
        ANSWER_DEADLINE,
        () ->
            answered(
                () -> {
                  call.run();
                  return true;
                }),
        () -> "the API does not answer");
  }

  private static boolean answered(BooleanSupplier question) {
    try {
      return question.getAsBoolean();
    } catch (StatusRuntimeException e) {
      return false;
    }
  }
}
