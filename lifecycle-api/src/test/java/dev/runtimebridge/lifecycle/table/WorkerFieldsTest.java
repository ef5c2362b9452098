package dev.runtimebridge.lifecycle.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A caller has the fields that it names, and is told which it cannot have. */
class WorkerFieldsTest {
  private static final WorkerView VIEW = view();

  @Test
  void shouldSendEverythingToWhoNamesNothing() {
    assertSame(VIEW, fields(List.of()).of(VIEW));
  }

  @Test
  void shouldSendWhatIsNamedByEitherOfItsNamesAndAlwaysWhichWorkerItIs() {
    var expected = WorkerView.newBuilder().setId("1").setResumeToken("t").setStakePha("5");
    expected.getStateBuilder().setStage(WorkerStage.AT_TIP).getConfigBuilder().setName("a");
    assertEquals(expected.build(), fields(List.of("stakePha", "state.config.name")).of(VIEW));
    assertEquals(expected.build(), fields(List.of("stake_pha", "state.config.name")).of(VIEW));
  }

  @Test
  void shouldSendAMessageWholeThatIsNamedWhole() {
    WorkerView config = fields(List.of("state.config.name", "state.config")).of(VIEW);
    assertEquals(VIEW.getState().getConfig(), config.getState().getConfig());
    assertEquals(config, fields(List.of("state.config", "state.config.name")).of(VIEW));
    assertEquals(List.of("one", "two"), fields(List.of("would")).of(VIEW).getWouldList());
  }

  @Test
  void shouldLeaveOutWhatAWorkerHasNot() {
    WorkerView slim = fields(List.of("state.retry.message", "session")).of(VIEW);
    assertEquals(false, slim.getState().hasRetry());
    assertEquals("", slim.getSession());
  }

  @Test
  void shouldNameEveryPathThatThereIsNot() {
    assertEquals(
        List.of("fields[0]", "fields[2]", "fields[3]", "fields[4]", "fields[5]"),
        faults(List.of("nonsense", "id", "state.nonsense", "id.length", "would.x", "")));
    assertEquals(List.of("fields"), faults(Collections.nCopies(101, "id")));
  }

  private static WorkerFields fields(List<String> paths) {
    return ((Checked.Valid<WorkerFields>) WorkerFields.of(paths)).value();
  }

  private static List<String> faults(List<String> paths) {
    return ((Checked.Refused<WorkerFields>) WorkerFields.of(paths))
        .refusal().faults().stream().map(Refusal.Fault::field).toList();
  }

  private static WorkerView view() {
    var view = WorkerView.newBuilder().setId("1").setResumeToken("t").setStakePha("5");
    view.addWould("one").addWould("two").setAdvice("rest");
    view.getStateBuilder().setStage(WorkerStage.AT_TIP).setDriver("someone");
    view.getStateBuilder().getConfigBuilder().setName("a").setEndpoint("http://a:1");
    return view.build();
  }
}
