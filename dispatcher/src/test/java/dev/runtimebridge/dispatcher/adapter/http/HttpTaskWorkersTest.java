package dev.runtimebridge.dispatcher.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.dispatch.domain.ComputingTask;
import dev.runtimebridge.dispatch.domain.ComputingTask.Verdict;
import dev.runtimebridge.dispatch.domain.Seed;
import dev.runtimebridge.dispatcher.port.NoAnswer;
import dev.runtimebridge.dispatcher.port.NoAnswer.Reason;
import dev.runtimebridge.dispatcher.port.OpenTask;
import dev.runtimebridge.dispatcher.port.TaskWorkers;
import dev.runtimebridge.dispatcher.testing.TestWorkers;
import dev.runtimebridge.dispatcher.testing.TestWorkers.Manner;
import dev.runtimebridge.substrate.key.Sr25519;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of workers, most of them none; what they compute comes from the devnet. */
class HttpTaskWorkersTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final ComputingTask TASK =
      new ComputingTask(
          7, new Seed(1, 2, 3, 4), HexFormat.of().formatHex(TestWorkers.publicKey(0)));

  private final HttpTaskWorkers http = new HttpTaskWorkers(TIMEOUT);
  private TestWorkers workers;

  @BeforeEach
  void start() throws IOException {
    workers = new TestWorkers();
  }

  @AfterEach
  void stop() {
    http.close();
    workers.close();
  }

  @ParameterizedTest
  @CsvSource({
    "RIGHT, RIGHT",
    "WRONG, WRONG",
    "SIGNED_BY_ANOTHER, NOT_SIGNED_BY_WORKER",
    "SHORT, WRONG_SIZE"
  })
  void shouldHandOverWhatAnAnswerSays(Manner manner, Verdict verdict) throws Exception {
    workers.set(0, manner);
    TaskWorkers.Answer answer = http.ask(open(workers.endpoint(0) + "/"));
    assertEquals(
        verdict,
        TASK.judge(
            answer.result().toByteArray(), answer.signature().toByteArray(), Sr25519::verify));
  }

  @ParameterizedTest
  @CsvSource({
    "GARBAGE, MALFORMED",
    "BUSY, REFUSED",
    "ENDLESS, TOO_LARGE",
    "ENDLESS_ERROR, TOO_LARGE",
    "DRIPPING, TIMED_OUT",
    "SILENT, TIMED_OUT"
  })
  void shouldNameWhyAnAnswerIsNone(Manner manner, Reason reason) {
    workers.set(0, manner);
    long began = System.nanoTime();
    assertEquals(reason, refusal(workers.endpoint(0)));
    assertTrue(Duration.ofNanos(System.nanoTime() - began).compareTo(Duration.ofSeconds(20)) < 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no address", "ftp://127.0.0.1", "127.0.0.1:8000", "http://[::1"})
  void shouldNameWhatIsNoAddress(String endpoint) {
    assertEquals(Reason.NO_ADDRESS, refusal(endpoint));
  }

  @Test
  void shouldSayWhereNobodyIs() {
    String endpoint = workers.endpoint(0);
    workers.close();
    assertEquals(Reason.UNREACHABLE, refusal(endpoint));
  }

  private Reason refusal(String endpoint) {
    return assertThrows(NoAnswer.class, () -> http.ask(open(endpoint))).reason();
  }

  private static OpenTask open(String endpoint) {
    return new OpenTask("worker/0", endpoint, TASK);
  }
}
