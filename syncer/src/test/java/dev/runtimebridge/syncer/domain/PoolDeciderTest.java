package dev.runtimebridge.syncer.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.PoolCommand.CreatePool;
import dev.runtimebridge.syncer.domain.PoolCommand.DeletePool;
import dev.runtimebridge.syncer.domain.PoolCommand.RemovePoolOperator;
import dev.runtimebridge.syncer.domain.PoolCommand.SetPoolOperator;
import dev.runtimebridge.syncer.domain.PoolCommand.UpdatePool;
import dev.runtimebridge.syncer.domain.PoolEvent.PoolCreated;
import dev.runtimebridge.syncer.domain.PoolEvent.PoolDeleted;
import dev.runtimebridge.syncer.domain.PoolEvent.PoolUpdated;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every state of a pool with every command. */
class PoolDeciderTest {
  private static final PoolConfig SEVEN = new PoolConfig(7, "seven", false);
  private static final PoolConfig RENAMED = new PoolConfig(7, "lucky", true);
  private static final PoolConfig EIGHT = new PoolConfig(8, "eight", false);
  private static final PoolConfig NAMELESS = new PoolConfig(7, " ", false);

  private static final PoolOperator OPERATOR = operator(32);

  private static final List<PoolState> STATES =
      List.of(after(), after(new PoolCreated(SEVEN)), after(new PoolCreated(SEVEN), deleted()));
  private static final List<PoolCommand> COMMANDS =
      List.of(
          new CreatePool(SEVEN),
          new UpdatePool(RENAMED),
          new DeletePool(),
          new SetPoolOperator(OPERATOR),
          new RemovePoolOperator());

  private static final String TABLE =
      """
      Unseen: CreatePool=PoolCreated UpdatePool=NOT_FOUND DeletePool=NOT_FOUND SetPoolOperator=NOT_FOUND RemovePoolOperator=NOT_FOUND
      Open: CreatePool=ALREADY_EXISTS UpdatePool=PoolUpdated DeletePool=PoolDeleted SetPoolOperator=PoolOperatorSet RemovePoolOperator=PoolOperatorRemoved
      Deleted: CreatePool=PoolCreated UpdatePool=NOT_FOUND DeletePool=NOT_FOUND SetPoolOperator=NOT_FOUND RemovePoolOperator=NOT_FOUND
      """;

  @Test
  void shouldDecideEachPairAsTheTableSays() {
    String found =
        STATES.stream()
            .map(state -> name(state) + ": " + row(state))
            .collect(Collectors.joining("\n"));

    assertEquals(TABLE.strip(), found);
  }

  @Test
  void shouldMissNoStateAndNoCommand() {
    Set<String> missing = new TreeSet<>();
    Stream.of(PoolState.class.getPermittedSubclasses(), PoolCommand.class.getPermittedSubclasses())
        .flatMap(Arrays::stream)
        .map(Class::getSimpleName)
        .forEach(missing::add);
    STATES.forEach(state -> missing.remove(name(state)));
    COMMANDS.forEach(command -> missing.remove(name(command)));

    assertEquals(Set.of(), missing);
  }

  @Test
  void shouldNameThePoolThatIsThere() {
    assertTrue(refusal(after(new PoolCreated(SEVEN)), new CreatePool(RENAMED)).contains("seven"));
  }

  @Test
  void shouldRefuseAPoolWithoutAName() {
    assertEquals("INVALID_VALUE", outcome(after(), new CreatePool(NAMELESS)));
    assertEquals("INVALID_VALUE", outcome(after(new PoolCreated(SEVEN)), new UpdatePool(NAMELESS)));
  }

  @Test
  void shouldRefuseToMakeOnePoolAnother() {
    String message = refusal(after(new PoolCreated(SEVEN)), new UpdatePool(EIGHT));

    assertTrue(message.contains("pool 7") && message.contains("pool 8"), message);
  }

  @Test
  void shouldRefuseAnUpdateOfWhatSomeoneElseHasChanged() {
    var update = new UpdatePool(SEVEN, Optional.of(SEVEN));

    assertEquals("PoolUpdated", outcome(after(new PoolCreated(SEVEN)), update));
    assertEquals(
        "STALE_VERSION", outcome(after(new PoolCreated(SEVEN), new PoolUpdated(RENAMED)), update));
  }

  @Test
  void shouldShowWhatWasSaidLast() {
    assertEquals(
        new PoolState.Open(RENAMED, Optional.empty()),
        after(new PoolCreated(SEVEN), new PoolUpdated(RENAMED)));
    assertEquals(
        new PoolState.Deleted(RENAMED),
        after(new PoolCreated(SEVEN), new PoolUpdated(RENAMED), deleted()));
    assertEquals(
        new PoolState.Open(SEVEN, Optional.empty()),
        after(new PoolCreated(RENAMED), deleted(), new PoolCreated(SEVEN)));
  }

  @Test
  void shouldStayAsItIsWhenWhatIsNotThereIsDeleted() {
    assertEquals(new PoolState.Unseen(), after(deleted()));
    assertEquals(
        after(new PoolCreated(SEVEN), deleted()),
        after(new PoolCreated(SEVEN), deleted(), deleted()));
  }

  @Test
  void shouldKeepTheOperatorWhenThePoolIsRenamed() {
    var set = new PoolEvent.PoolOperatorSet(OPERATOR);

    assertEquals(
        new PoolState.Open(RENAMED, Optional.of(OPERATOR)),
        after(new PoolCreated(SEVEN), set, new PoolUpdated(RENAMED)));
    assertEquals(
        new PoolState.Open(SEVEN, Optional.empty()),
        after(new PoolCreated(SEVEN), set, new PoolEvent.PoolOperatorRemoved()));
  }

  @Test
  void shouldForgetTheOperatorOfADeletedPool() {
    assertEquals(
        new PoolState.Open(SEVEN, Optional.empty()),
        after(
            new PoolCreated(SEVEN),
            new PoolEvent.PoolOperatorSet(OPERATOR),
            deleted(),
            new PoolCreated(SEVEN)));
  }

  @Test
  void shouldRefuseAnOperatorWhoseAccountIsNone() {
    String message = refusal(after(new PoolCreated(SEVEN)), new SetPoolOperator(operator(31)));

    assertTrue(message.contains("31 bytes"), message);
  }

  @Test
  void shouldNotShowTheSecret() {
    assertEquals("SealedSecret[keyId=k]", OPERATOR.secret().toString());
  }

  private static PoolOperator operator(int accountBytes) {
    return new PoolOperator(
        Bytes.of(new byte[accountBytes]),
        Optional.empty(),
        new SealedSecret("k", Bytes.utf8("e"), Bytes.utf8("c")));
  }

  private static PoolEvent deleted() {
    return new PoolDeleted();
  }

  private static PoolState after(PoolEvent... history) {
    PoolState now = new PoolState.Unseen();
    for (PoolEvent event : history) {
      now = PoolDecider.evolve(now, event);
    }
    return now;
  }

  private static String row(PoolState state) {
    return COMMANDS.stream()
        .map(command -> name(command) + "=" + outcome(state, command))
        .collect(Collectors.joining(" "));
  }

  private static String outcome(PoolState state, PoolCommand command) {
    return switch (PoolDecider.decide(state, command)) {
      case Decision.Accepted<PoolEvent>(var events) ->
          events.stream().map(PoolDeciderTest::name).collect(Collectors.joining(","));
      case Decision.Rejected<PoolEvent>(var reason, var message) -> reason.name();
      case Decision.Ignored<PoolEvent> ignored -> "-";
    };
  }

  private static String refusal(PoolState state, PoolCommand command) {
    return assertInstanceOf(Decision.Rejected.class, PoolDecider.decide(state, command)).message();
  }

  private static String name(Object of) {
    return of.getClass().getSimpleName();
  }
}
