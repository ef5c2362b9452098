package dev.runtimebridge.lifecycle.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.domain.Change;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Command;
import dev.runtimebridge.lifecycle.domain.CommandKey;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.ChangeOptions;
import dev.runtimebridge.schemas.v1.CommandRejected;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.RejectionReason;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CommandGatewayTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final PendingCommands pending = new PendingCommands();
  private final List<WorkerCommandRecord> published = new ArrayList<>();

  @Test
  void shouldReturnTheStateOnceEventAndStateAreThere() {
    var result =
        gateway(
            LONG,
            command -> {
              pending.onEvent(event(command, 7).build());
              pending.onState(state(7));
            });
    assertEquals(Checked.valid(state(7)), execute(result));
    WorkerCommandRecord command = published.getFirst();
    assertEquals("operator", command.getIssuedBy());
    assertEquals(CLOCK.instant().getEpochSecond(), command.getTime().getSeconds());
    assertEquals(36, command.getId().length());
  }

  @Test
  void shouldTakeAStateThatComesBeforeItsEventOrIsNewer() {
    assertEquals(
        Checked.valid(state(8)),
        execute(
            gateway(
                LONG,
                command -> {
                  pending.onState(state(8));
                  pending.onEvent(event(command, 7).build());
                })));
  }

  @Test
  void shouldNotTakeStatesAndEventsOfOthers() {
    Checked<AggregateStateRecord> result =
        execute(
            gateway(
                SHORT,
                command -> {
                  pending.onEvent(event(command, 7).setMeta(meta("another", 7)).build());
                  pending.onEvent(event(command, 7).setAggregateId("pool/2").build());
                  pending.onState(state(7));
                }));
    assertEquals(Refusal.Reason.TIMED_OUT, reason(result));
  }

  @Test
  void shouldWaitForAStateThatHasTheEvent() {
    assertEquals(
        Refusal.Reason.TIMED_OUT,
        reason(
            execute(
                gateway(
                    SHORT,
                    command -> {
                      pending.onEvent(event(command, 7).build());
                      pending.onState(state(6));
                    }))));
  }

  @Test
  void shouldRefuseWhatTheDeciderRejects() {
    Checked<AggregateStateRecord> result =
        execute(
            gateway(
                LONG,
                command ->
                    pending.onEvent(
                        event(command, 7)
                            .setCommandRejected(
                                CommandRejected.newBuilder()
                                    .setReason(RejectionReason.NOT_ENABLED)
                                    .setMessage("worker is stopped"))
                            .build())));
    assertEquals(Checked.refused(Refusal.Reason.NOT_ENABLED, "worker is stopped"), result);
  }

  @Test
  void shouldSayThatALogThatDoesNotConfirmMayStillHaveTheCommand() {
    CommandLog broken =
        command -> CompletableFuture.failedFuture(new IllegalStateException("no broker"));
    Checked<AggregateStateRecord> result =
        execute(new CommandGateway(broken, pending, LONG, CLOCK, key -> Optional.empty()));
    assertEquals(Refusal.Reason.UNAVAILABLE, reason(result));
    assertTrue(sentence(result).contains("no broker"), sentence(result));
    assertTrue(sentence(result).contains("ask for the state"), sentence(result));
  }

  @Test
  void shouldPublishNothingForARequestThatTheRulesRefuse() {
    Checked<AggregateStateRecord> refused =
        gateway(LONG, command -> {}).execute(Change.by("operator"), () -> Checked.invalid("no"));
    assertEquals(Checked.invalid("no"), refused);
    assertEquals(List.of(), published);
  }

  @Test
  void shouldLetCommandsForOnePoolGoOneAfterAnother() throws Exception {
    CommandGateway gateway =
        gateway(
            LONG,
            command -> {
              pending.onEvent(event(command, 1).build());
              pending.onState(state(1));
            });
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Checked<AggregateStateRecord>>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        calls.add(callers.submit(() -> execute(gateway)));
      }
      for (var call : calls) {
        assertEquals(Checked.valid(state(1)), call.get());
      }
    }
    assertEquals(100, published.stream().map(WorkerCommandRecord::getId).distinct().count());
  }

  @Test
  void shouldLetOnlyOneOfTwoCommandsTakeWhatBothClaim() throws Exception {
    Set<String> taken = ConcurrentHashMap.newKeySet();
    CommandGateway gateway =
        gateway(
            LONG,
            command -> {
              assertTrue(taken.isEmpty(), "both were carried out");
              taken.add("endpoint");
              String id = command.getAggregateId();
              pending.onEvent(event(command, 1).build());
              pending.onState(state(1).toBuilder().setAggregateId(id).build());
            });
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Checked<AggregateStateRecord>>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String id = "worker/" + i;
        var content = WorkerCommandRecord.newBuilder().setAggregateId(id).build();
        calls.add(
            callers.submit(
                () ->
                    gateway.execute(
                        Change.by("operator"),
                        () ->
                            taken.isEmpty()
                                ? Checked.valid(new Command(id, content, List.of("endpoint")))
                                : Checked.refused(Refusal.Reason.ALREADY_EXISTS, "taken"))));
      }
      int done = 0;
      for (var call : calls) {
        done += call.get() instanceof Checked.Valid ? 1 : 0;
      }
      assertEquals(1, done);
    }
  }

  @Test
  void shouldAnswerARepeatedCommandAsBeforeWithoutWritingItAgain() {
    Map<CommandKey, Checked<AggregateStateRecord>> answers = new HashMap<>();
    CommandLog log =
        command -> {
          published.add(command);
          pending.onState(state(1));
          pending.onEvent(event(command, 1).build());
          CommandKey.read(command.getId())
              .ifPresent(key -> answers.put(key, Checked.valid(state(1))));
          return CompletableFuture.completedFuture(null);
        };
    var gateway =
        new CommandGateway(log, pending, LONG, CLOCK, key -> Optional.ofNullable(answers.get(key)));
    var change = keyed("k", "create");
    assertEquals(Checked.valid(state(1)), execute(gateway, change));
    assertEquals(
        Checked.valid(state(1)),
        gateway.execute(change, () -> Checked.invalid("it is there by now")));
    assertEquals(1, published.size());
    assertEquals(change.key(), CommandKey.read(published.getFirst().getId()));
  }

  @Test
  void shouldGiveTheSameCommandTheSameIdAndAnotherAnother() {
    assertEquals(keyed("k", "a"), keyed("k", "a"));
    CommandKey one = keyed("k", "a").key().orElseThrow();
    CommandKey otherRequest = keyed("k", "b").key().orElseThrow();
    assertEquals(one.whose(), otherRequest.whose());
    assertTrue(one.what() != otherRequest.what(), "another request");
    assertTrue(one.whose() != keyed("l", "a").key().orElseThrow().whose(), "another key");
    assertTrue(one.whose() != one.item("workers[0]").whose(), "an item of it");
    assertEquals(Optional.empty(), CommandKey.read(java.util.UUID.randomUUID().toString()));
    assertEquals(Optional.empty(), CommandKey.read("x".repeat(14) + "8" + "x".repeat(21)));
  }

  private static Change keyed(String key, String request) {
    var options = ChangeOptions.newBuilder().setIdempotencyKey(key).build();
    return switch (Change.of("operator", options, request.getBytes(UTF_8))) {
      case Checked.Valid<Change>(Change change) -> change;
      case Checked.Refused<Change>(Refusal refusal) -> throw new AssertionError(refusal.sentence());
    };
  }

  private CommandGateway gateway(Duration timeout, Consumer<WorkerCommandRecord> answer) {
    CommandLog log =
        command -> {
          published.add(command);
          answer.accept(command);
          CompletionStage<?> done = CompletableFuture.completedFuture(null);
          return done;
        };
    return new CommandGateway(log, pending, timeout, CLOCK, key -> Optional.empty());
  }

  private static Checked<AggregateStateRecord> execute(CommandGateway gateway) {
    return execute(gateway, Change.by("operator"));
  }

  private static Checked<AggregateStateRecord> execute(CommandGateway gateway, Change change) {
    var content = WorkerCommandRecord.newBuilder().setAggregateId("pool/1").build();
    return gateway.execute(change, () -> Checked.valid(new Command("pool/1", content, List.of())));
  }

  private static WorkerEventRecord.Builder event(WorkerCommandRecord command, long sequence) {
    return WorkerEventRecord.newBuilder()
        .setAggregateId(command.getAggregateId())
        .setMeta(meta(command.getId(), sequence));
  }

  private static EventMeta meta(String cause, long sequence) {
    return EventMeta.newBuilder().setCause(cause).setSequence(sequence).build();
  }

  private static AggregateStateRecord state(long sequence) {
    return AggregateStateRecord.newBuilder().setAggregateId("pool/1").setSequence(sequence).build();
  }

  private static Refusal.Reason reason(Checked<?> result) {
    return result instanceof Checked.Refused<?>(Refusal refusal)
        ? refusal.reason()
        : Refusal.Reason.INTERNAL_ERROR;
  }

  private static String sentence(Checked<?> result) {
    return result instanceof Checked.Refused<?>(Refusal refusal) ? refusal.sentence() : "accepted";
  }
}
