package dev.runtimebridge.lifecycle.ctl.inventory;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is read whole or has faults, and what was read as CSV is written and read the same. */
class DocumentsFuzzTest extends FuzzTests {

  @MethodSource("tables")
  @Fuzz
  void csv(byte[] input) {
    onlyDeclared(
        input,
        () -> {
          List<DeclaredWorker> workers = read(WorkerCsv.read(new String(input, UTF_8))).workers();
          if (!workers.isEmpty()) {
            assertEquals(workers, read(WorkerCsv.read(WorkerCsv.write(workers))).workers());
          }
        });
    onlyDeclared(input, () -> NameList.read(new String(input, UTF_8)));
  }

  @MethodSource("documents")
  @Fuzz
  void yaml(byte[] input) {
    onlyDeclared(input, () -> read(BridgeYaml.read(new String(input, UTF_8))));
  }

  private static Declaration read(Sheet sheet) {
    return switch (sheet) {
      case Sheet.Read(Declaration declaration) -> declaration;
      case Sheet.Faulty(List<Fault> faults) -> {
        assertFalse(faults.isEmpty());
        yield Declaration.ofWorkers(List.of());
      }
    };
  }

  static Stream<byte[]> tables() {
    return Stream.of(
            """
            name,endpoint,pid,stake,disabled,sync_only,gatekeeper
            a,http://a:1,1,0.5,true,no,
            """,
            """
            pid,name,endpoint

            7,"b","http://b:1"
            7,c,https://c
            """)
        .map(text -> text.getBytes(UTF_8));
  }

  static Stream<byte[]> documents() {
    return Stream.of(
            """
            pools:
            - pid: 1
              name: a
              operator: {secret_env: A, account: 5}
              workers:
              - {name: w, endpoint: 'http://a:1', stake: 1.5}
            """,
            """
            a: &a [*a]
            ? {b: c}
            : !!binary x
            --- |
              x
            """)
        .map(text -> text.getBytes(UTF_8));
  }
}
