package dev.runtimebridge.syncer.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.syncer.domain.Step.AwaitLog;
import dev.runtimebridge.syncer.domain.Step.DispatchBlocks;
import dev.runtimebridge.syncer.domain.Step.SyncHeaders;
import dev.runtimebridge.syncer.domain.Step.SyncParaHeaders;
import dev.runtimebridge.syncer.testing.TinyLog;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyncPlanTest {
  private static final SyncPlan PLAN = new SyncPlan(16, 4);

  @Test
  void shouldEndABatchAtTheLargestJustifiedHeaderOfItsCell() {
    TinyLog log = log(20, 5, 10, 14, 18);

    assertEquals(new SyncHeaders(1, 14, 0, 5), next(log, 1, 0, 1));
  }

  @Test
  void shouldGoOnToTheFirstCellWithAJustifiedHeader() {
    TinyLog log = log(40, 34, 36);

    assertEquals(new SyncHeaders(1, 36, 0, 16), next(log, 1, 0, 1));
  }

  @Test
  void shouldEndABatchWhereTheAuthoritySetChanges() {
    var log = new TinyLog();
    for (long number = 1; number <= 14; number++) {
      log.append(number == 7 || number == 14, number == 7);
    }

    assertEquals(new SyncHeaders(1, 7, 0, 1), next(log, 1, 0, 1));
  }

  @Test
  void shouldDispatchWhatIsProvenBeforeMoreHeaders() {
    assertEquals(new DispatchBlocks(2, 3), next(log(40, 20, 40), 21, 9, 2));
  }

  @Test
  void shouldProveParaHeadersThatACombinedRequestLeftOut() {
    Step step = PLAN.next(new Heights(21, 0, 1), true, log(40, 20, 40), Set.of());

    assertEquals(new SyncParaHeaders(0, 8, 20), step);
  }

  @Test
  void shouldSendNoParaHeadersBelowALoadedState() {
    SyncHeaders step = assertInstanceOf(SyncHeaders.class, next(log(40, 16, 40), 1, 15, 16));

    assertTrue(!step.hasParaHeaders());
  }

  @Test
  void shouldEndEarlierWhereAJustificationWasRefused() {
    TinyLog log = log(20, 5, 10, 14, 18);

    Step step = PLAN.next(new Heights(1, 0, 1), false, log, Set.of(14L));

    assertEquals(new SyncHeaders(1, 10, 0, 3), step);
  }

  @Test
  void shouldEndLaterWhereNoEarlierJustificationIsLeft() {
    TinyLog log = log(20, 14, 18);

    Step step = PLAN.next(new Heights(1, 0, 1), false, log, Set.of(14L));

    assertEquals(new SyncHeaders(1, 18, 0, 7), step);
  }

  @Test
  void shouldTryARefusedEndAgainWhereThereIsNoOther() {
    Step step = PLAN.next(new Heights(1, 0, 1), false, log(14, 14), Set.of(14L));

    assertEquals(new SyncHeaders(1, 14, 0, 5), step);
  }

  @Test
  void shouldWaitForTheLogWithoutAJustifiedHeader() {
    assertInstanceOf(AwaitLog.class, next(log(20, 10), 11, 4, 4));
  }

  @Test
  void shouldBringAnyWorkerToTheTipOfAnyLog() {
    for (long seed = 0; seed < 400; seed++) {
      var random = new Random(seed);
      TinyLog log = TinyLog.random(random, 20 + random.nextInt(300));
      var plan = new SyncPlan(1 + random.nextInt(70), 1 + random.nextInt(20));
      drive(seed, log, plan, random);
    }
  }

  /** Follows the plan under pRuntime's rules; falls back now and then as a restart would. */
  private static void drive(long seed, TinyLog log, SyncPlan plan, Random random) {
    Heights at = new Heights(1, 0, 1);
    boolean waiting = false;
    Heights checkpoint = at;
    Set<Long> refused = new HashSet<>();
    for (int steps = 0; steps < 5_000; steps++) {
      Step step = plan.next(at, waiting, log, refused);
      String context = "seed " + seed + ", at " + at + ": " + step;
      switch (step) {
        case SyncHeaders headers -> {
          checkHeaders(context, log, at, headers);
          long para = headers.hasParaHeaders() ? headers.paraTo() + 1 : at.nextParaHeader();
          boolean lost = random.nextInt(10) == 0;
          at = at.withHeaders(headers.to() + 1, lost ? at.nextParaHeader() : para);
          waiting = lost || !headers.hasParaHeaders();
        }
        case SyncParaHeaders headers -> {
          assertTrue(waiting, context);
          assertEquals(at.nextRelayHeader() - 1, headers.provenAt(), context);
          checkParaHeaders(context, log, at, headers.provenAt(), headers.from(), headers.to());
          at = at.withHeaders(at.nextRelayHeader(), headers.to() + 1);
          waiting = false;
        }
        case DispatchBlocks blocks -> {
          assertEquals(at.nextParaBlock(), blocks.from(), context);
          assertTrue(blocks.to() < at.nextParaHeader(), context);
          assertTrue(blocks.to() - blocks.from() < plan.maxParaBlocks(), context);
          at = at.withParaBlock(blocks.to() + 1);
        }
        case AwaitLog await -> {
          assertTrue(log.reach().hasAllPublished(at), context);
          return;
        }
      }
      if (random.nextInt(50) == 0) {
        at = checkpoint;
        waiting = false;
      } else if (!waiting && random.nextInt(20) == 0) {
        checkpoint = at;
      }
    }
    throw new AssertionError("seed " + seed + " never reached the tip, it is at " + at);
  }

  private static void checkHeaders(String context, TinyLog log, Heights at, SyncHeaders step) {
    assertEquals(at.nextRelayHeader(), step.from(), context);
    assertTrue(log.mark(step.to()).justified(), context);
    for (long middle = step.from(); middle < step.to(); middle++) {
      assertTrue(!log.mark(middle).changesSet(), context);
    }
    if (step.hasParaHeaders()) {
      checkParaHeaders(context, log, at, step.to(), step.paraFrom(), step.paraTo());
    }
  }

  private static void checkParaHeaders(
      String context, TinyLog log, Heights at, long provenAt, long from, long to) {
    assertEquals(at.nextParaHeader(), from, context);
    assertEquals(log.mark(provenAt).paraHead().orElse(-1), to, context);
  }

  private static Step next(TinyLog log, long relay, long paraHeader, long paraBlock) {
    return PLAN.next(new Heights(relay, paraHeader, paraBlock), false, log, Set.of());
  }

  private static TinyLog log(int headers, long... justified) {
    var log = new TinyLog();
    Set<Long> ends = new HashSet<>();
    for (long end : justified) {
      ends.add(end);
    }
    for (long number = 1; number <= headers; number++) {
      log.append(ends.contains(number), false);
    }
    return log;
  }
}
