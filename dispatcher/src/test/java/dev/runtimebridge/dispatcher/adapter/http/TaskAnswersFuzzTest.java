package dev.runtimebridge.dispatcher.adapter.http;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.protobuf.ByteString;
import dev.runtimebridge.dispatch.domain.ComputingTask;
import dev.runtimebridge.dispatch.domain.Seed;
import dev.runtimebridge.dispatcher.port.NoAnswer;
import dev.runtimebridge.dispatcher.port.TaskWorkers;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.schemas.v1.ComputeTaskAnswer;
import dev.runtimebridge.substrate.key.Sr25519;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of whatever stands where a worker was drawn: none of them does or fails its task. */
class TaskAnswersFuzzTest extends FuzzTests {
  private static final ComputingTask TASK =
      new ComputingTask(7, new Seed(1, 2, 3, 4), "20".repeat(32));

  @MethodSource("answers")
  @Fuzz
  void answer(byte[] input) {
    onlyDeclared(
        input,
        () -> {
          TaskWorkers.Answer answer = HttpTaskWorkers.answer(input);
          var verdict =
              TASK.judge(
                  answer.result().toByteArray(), answer.signature().toByteArray(), Sr25519::verify);
          assertNotEquals(ComputingTask.Verdict.RIGHT, verdict);
          assertNotEquals(ComputingTask.Verdict.WRONG, verdict);
        },
        NoAnswer.class);
  }

  static Stream<byte[]> answers() {
    return Stream.of(
        ComputeTaskAnswer.newBuilder()
            .setResult(ByteString.copyFrom(TASK.result()))
            .setSignature(ByteString.copyFrom(new byte[64]))
            .build()
            .toByteArray(),
        ComputeTaskAnswer.newBuilder()
            .setResult(ByteString.copyFrom(new byte[31]))
            .build()
            .toByteArray());
  }
}
