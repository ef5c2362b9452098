package dev.runtimebridge.lifecycle.ctl.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredOperator.SecretPlace;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.WorkerEndpoint;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final DeclaredPool HOME = new DeclaredPool(42, "home", false, Optional.empty());
  private static final DeclaredOperator ALICE =
      new DeclaredOperator(
          Optional.of("alice"), Optional.empty(), Optional.of(new SecretPlace.SecretFile("a")));

  @Test
  void shouldFindNothingToDoWhereAllIsAsWanted() {
    var all = new Declaration(List.of(HOME), List.of(worker("a", 1, false)));
    Plan plan = Plan.between(all, all, true);
    assertEquals(List.of(), plan.steps());
    assertEquals("nothing to do: 2 as wanted", plan.summary());
  }

  @Test
  void shouldTellEachChangeInWordsInTheOrderInWhichTheyAreMade() {
    var there =
        new Declaration(
            List.of(HOME, new DeclaredPool(7, "old", false, Optional.empty())),
            List.of(worker("a", 1, false), worker("gone", 1, false)));
    var wanted =
        new Declaration(
            List.of(
                new DeclaredPool(42, "away", true, Optional.of(ALICE)),
                new DeclaredPool(43, "new", false, Optional.empty())),
            List.of(worker("a", 2, true), worker("b", 3, false)));
    assertEquals(
        List.of(
            "~ pool 42: name home → away, sync only no → yes",
            "~ pool 42: operator → alice, secret in file a",
            "+ pool 43 new",
            "~ worker a: stake 1 → 2 PHA, driven → stopped",
            "+ worker b: pool 42, http://b:8000, stake 3 PHA",
            "- worker gone: pool 42, http://gone:8000, stake 1 PHA",
            "- pool 7 old"),
        Plan.between(there, wanted, true).steps().stream().map(Step::words).toList());
    assertEquals(
        "2 to create, 3 to change, 0 to delete, 0 as wanted",
        Plan.between(there, wanted, false).summary());
  }

  @Test
  void shouldLeaveAnOperatorAloneWhoSignsAlready() {
    var there = new Declaration(List.of(signed("alice")), List.of());
    var wanted =
        new Declaration(
            List.of(new DeclaredPool(42, "home", false, Optional.of(ALICE))), List.of());
    assertEquals(0, Plan.between(there, wanted, false).steps().size());
    var other = new Declaration(List.of(signed("bob")), List.of());
    assertEquals(1, Plan.between(other, wanted, false).of(Step.SetOperator.class).size());
  }

  private static DeclaredPool signed(String account) {
    return new DeclaredPool(
        42,
        "home",
        false,
        Optional.of(
            new DeclaredOperator(Optional.of(account), Optional.empty(), Optional.empty())));
  }

  private static DeclaredWorker worker(String name, long stake, boolean disabled) {
    return new DeclaredWorker(
        name,
        new WorkerEndpoint("http://%s:8000".formatted(name)),
        42,
        new PhaAmount(BigInteger.valueOf(stake).multiply(BigInteger.TEN.pow(12))),
        disabled,
        false,
        false);
  }
}
