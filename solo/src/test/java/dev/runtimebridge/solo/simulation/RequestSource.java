package dev.runtimebridge.solo.simulation;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.AddWorker;
import dev.runtimebridge.schemas.v1.ChainCall;
import dev.runtimebridge.schemas.v1.RegisterWorker;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import java.time.Duration;
import java.util.Arrays;

/** Asks for transactions, each once, but some of them are in the log twice. */
final class RequestSource {
  private static final int REQUESTS = 24;
  private static final int KEY = 32;

  private final Scheduler scheduler;
  private final TxTopics topics;
  private int asked;

  /** A source that begins at once. */
  RequestSource(Scheduler scheduler, TxTopics topics) {
    this(scheduler, topics, 0);
    next();
  }

  private RequestSource(Scheduler scheduler, TxTopics topics, int asked) {
    this.scheduler = scheduler;
    this.topics = topics;
    this.asked = asked;
  }

  /** One that asks for nothing, where others ask. */
  static RequestSource none(Scheduler scheduler, TxTopics topics) {
    return new RequestSource(scheduler, topics, REQUESTS);
  }

  private void next() {
    scheduler.after(
        scheduler.between(Duration.ZERO, Duration.ofSeconds(15)),
        () -> {
          ask();
          if (asked < REQUESTS) {
            next();
          }
        });
  }

  /** Whether nothing more is asked for. */
  boolean done() {
    return asked >= REQUESTS;
  }

  private void ask() {
    if (asked > 0 && scheduler.oneIn(6)) {
      int before = Math.max(0, topics.requests().size() - 1 - scheduler.chance().nextInt(3));
      topics.requests().add(topics.requests().get(before));
      return;
    }
    int number = asked++;
    ByteString key = filled(number + 1);
    ChainCall call =
        number % 3 == 0
            ? ChainCall.newBuilder()
                .setAddWorker(AddWorker.newBuilder().setPid(1).setPublicKey(key))
                .build()
            : ChainCall.newBuilder()
                .setRegisterWorker(
                    RegisterWorker.newBuilder()
                        .setRuntimeInfo(key)
                        .setAttestation(ByteString.copyFrom(new byte[] {0})))
                .build();
    var request =
        TransactionRequestRecord.newBuilder()
            .setId("r" + number)
            .setAggregateId("worker/" + number % 5)
            .setPid(number % 2)
            .setOperator(filled(200 + scheduler.chance().nextInt(2)))
            .setCall(call);
    if (number % 2 == 1) {
      request.setProxied(filled(199));
    }
    topics.requests().add(request.build());
  }

  private static ByteString filled(int value) {
    byte[] bytes = new byte[KEY];
    Arrays.fill(bytes, (byte) value);
    return ByteString.copyFrom(bytes);
  }
}
