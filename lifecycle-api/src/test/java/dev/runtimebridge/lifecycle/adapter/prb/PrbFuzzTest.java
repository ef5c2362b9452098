package dev.runtimebridge.lifecycle.adapter.prb;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands and credentials of clients of PRB: each is read or refused as PRB refused it. */
class PrbFuzzTest extends FuzzTests {
  @MethodSource("seeds")
  @Fuzz
  void commands(byte[] input) {
    String text = new String(input, UTF_8);
    onlyDeclared(
        input, () -> PrbCommand.parse(PrbRoutes.parsed("application/json", text)), PrbError.class);
  }

  @MethodSource("seeds")
  @Fuzz
  void credentials(byte[] input) {
    String text = new String(input, UTF_8);
    onlyDeclared(
        input,
        () -> {
          PrbCallers.token(text);
          PrbCallers.token("Basic " + text);
        });
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            "\"GetAllPools\"",
            "{\"GetAllPools\":null}",
            "{\"AddPool\":{\"name\":\"a\",\"pid\":7,\"disabled\":false,\"sync_only\":false}}",
            "{\"UpdateWorker\":{\"name\":\"a\",\"new_name\":null,\"endpoint\":\"http://h\",\"stake\":\"1\",\"pid\":1,\"disabled\":false,\"sync_only\":false,\"gatekeeper\":true}}",
            "{\"SetPoolOperator\":{\"pid\":1,\"account\":\"//Alice\",\"account_type\":\"Seed\"}}",
            "eDp0b2tlbg==")
        .map(text -> text.getBytes(UTF_8));
  }
}
