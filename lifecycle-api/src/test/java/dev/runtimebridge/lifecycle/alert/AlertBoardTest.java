package dev.runtimebridge.lifecycle.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertBoardTest {
  private static final Instant NOON = Scene.NOON;
  private final AlertBoard board = new AlertBoard(AlertSettings.USUAL);

  @Test
  void shouldTellAStormAsOneAlertThatGrowsAndAsSinglesWhenItIsOver() {
    board.look(lagging(3), NOON);
    assertEquals(3, board.standing().size());

    Changes storm = board.look(lagging(10_000), NOON.plusSeconds(5));
    assertEquals(List.of("WorkerLagging/many"), storm.begun().stream().map(Alert::id).toList());
    assertEquals(3, storm.ended().size(), "they are told by it now");
    Alert many = board.standing().getFirst();
    assertEquals(10_000, many.count());
    assertTrue(many.text().startsWith("10000 at once: "), many.text());
    assertTrue(
        many.text().endsWith("w-0, w-1, w-10, w-100, w-1000 and 9995 more (pools 0, 1, 2)"),
        many.text());
    assertTrue(many.concerns(2) && !many.concerns(3));
    assertEquals(Map.of(Severity.WARNING, 1), board.counts());

    // A few more or less than the limit change nothing.
    Instant later = NOON.plus(Duration.ofMinutes(10));
    board.look(lagging(15), later);
    Changes fewer = board.look(lagging(15), later.plusSeconds(60));
    assertEquals(List.of(), fewer.ended());
    assertEquals(15, board.standing().getFirst().count());
    board.look(lagging(10), later.plusSeconds(70));
    Changes over = board.look(lagging(10), later.plusSeconds(130));
    assertEquals(10, over.begun().size());
    assertEquals(List.of("WorkerLagging/many"), over.ended().stream().map(Alert::id).toList());
  }

  @Test
  void shouldCountHoldingFromTheFirstLookWhereTheLogKnowsLess() {
    board.look(List.of(lagging("w", NOON)), NOON);
    for (int second = 5; second < 300; second += 5) {
      Instant now = NOON.plusSeconds(second);
      assertEquals(List.of(), board.look(List.of(lagging("w", now)), now).begun(), "at " + second);
    }
    Instant held = NOON.plusSeconds(300);
    assertEquals(1, board.look(List.of(lagging("w", held)), held).begun().size());
    assertEquals(NOON, board.standing().getFirst().since());
  }

  @Test
  void shouldBeginToCountAnewAfterItWasGone() {
    board.look(List.of(lagging("w", NOON)), NOON);
    board.look(List.of(), NOON.plusSeconds(200));
    Instant again = NOON.plusSeconds(205);
    board.look(List.of(lagging("w", again)), again);
    Instant later = NOON.plusSeconds(300);
    assertEquals(List.of(), board.look(List.of(lagging("w", later)), later).begun());
  }

  @Test
  void shouldNotFlapWhenItComesAndGoes() {
    List<Alert> told = new ArrayList<>();
    var watch = board.watch(told::add);
    assertEquals(List.of(), watch.standing());
    Instant since = NOON.minus(Duration.ofHours(1));
    for (int i = 0; i < 20; i++) {
      board.look(i % 2 == 0 ? List.of(lagging("w", since)) : List.of(), NOON.plusSeconds(10L * i));
    }
    assertEquals(1, told.size());
    watch.end().run();
    board.look(List.of(), NOON.plusSeconds(1_000));
    assertEquals(1, told.size(), "the watch has ended");
    assertEquals(List.of(), board.standing());
  }

  @Test
  void shouldTellWhatARuleThatIsSwitchedOffDoesNotAndWhatIsSetDifferently() {
    var settings =
        new AlertSettings(
            Map.of(
                Rule.WORKER_LAGGING,
                new RuleSettings(false, Severity.INFO, Duration.ZERO, Duration.ZERO, 20),
                Rule.NODE_LOST,
                new RuleSettings(true, Severity.INFO, Duration.ofHours(1), Duration.ZERO, 0)),
            20);
    var other = new AlertBoard(settings);
    Symptom node = Symptom.of(Rule.NODE_LOST, "n", "para", "n", NOON, "lost");
    other.look(List.of(lagging("w", NOON), node), NOON.plus(Duration.ofMinutes(59)));
    assertEquals(List.of(), other.standing());
    other.look(List.of(lagging("w", NOON), node), NOON.plus(Duration.ofMinutes(60)));
    assertEquals(Map.of(Severity.INFO, 1), other.counts());
  }

  @Test
  void shouldNameAllThatIsWrongWithSettings() {
    var settings =
        new AlertSettings(
            Map.of(
                Rule.DISK_FULL,
                new RuleSettings(true, Severity.INFO, Duration.ofHours(-1), Duration.ZERO, 100)),
            0);
    assertEquals(
        Set.of(
            "bridge.alerts.rules.disk-full.for is PT-1H: expected 0s or more",
            "bridge.alerts.rules.disk-full.threshold is 100: expected 1 to 99 % free",
            "bridge.alerts.told-singly is 0: expected 1 to 1000"),
        settings.faults());
    assertEquals(Set.of(), AlertSettings.USUAL.faults());
  }

  private static List<Symptom> lagging(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> lagging("w-" + i, NOON.minus(Duration.ofHours(1)), i % 3))
        .toList();
  }

  private static Symptom lagging(String name, Instant since) {
    return lagging(name, since, 1);
  }

  private static Symptom lagging(String name, Instant since, long pid) {
    return new Symptom(
        Rule.WORKER_LAGGING,
        name,
        name,
        name,
        Optional.empty(),
        Set.of(pid),
        since,
        name + " lags",
        "");
  }
}
