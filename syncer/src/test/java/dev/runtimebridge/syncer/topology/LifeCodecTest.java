package dev.runtimebridge.syncer.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.CallFailure;
import dev.runtimebridge.syncer.domain.CallKind;
import dev.runtimebridge.syncer.domain.ChainLife;
import dev.runtimebridge.syncer.domain.ComputeSession;
import dev.runtimebridge.syncer.domain.ComputeTarget;
import dev.runtimebridge.syncer.domain.Errand;
import dev.runtimebridge.syncer.domain.ErrandFailure;
import dev.runtimebridge.syncer.domain.MessageInFlight;
import dev.runtimebridge.syncer.domain.MessagePause;
import dev.runtimebridge.syncer.domain.PendingCall;
import dev.runtimebridge.syncer.domain.PoolFacts;
import dev.runtimebridge.syncer.domain.PoolOnChain;
import dev.runtimebridge.syncer.domain.Registration;
import dev.runtimebridge.syncer.domain.SessionState;
import dev.runtimebridge.syncer.domain.WorkerFacts;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifeCodecTest {
  private static final Bytes OPERATOR = filled(1);

  /** A worker that is ready, in a pool with stake enough. */
  static final WorkerFacts FACTS =
      new WorkerFacts(
          filled(0xaa),
          60,
          Instant.ofEpochMilli(1_000_500),
          Optional.of(
              new Registration(
                  filled(0xaa), 2, 900, Optional.of(OPERATOR), "Dcap", 3, Optional.of(70L))),
          Optional.of(1L),
          Optional.of(filled(5)),
          Optional.of(
              new ComputeSession(
                  filled(5),
                  SessionState.READY,
                  Bytes.utf8("ve"),
                  Bytes.utf8("v"),
                  4,
                  5,
                  6,
                  7,
                  8,
                  "9")),
          BigInteger.TEN,
          11,
          List.of("http://here:1"),
          12,
          13,
          new PoolFacts(
              1,
              true,
              false,
              Optional.of(OPERATOR),
              Optional.empty(),
              Optional.of(new PoolOnChain(1, OPERATOR, 2, 1, filled(6))),
              Optional.of(BigInteger.valueOf(1_000))));

  @Test
  void shouldReadWhatItWrote() {
    assertSame(
        new ChainLife(
            ComputeTarget.OUT_OF_POOL,
            Optional.of(FACTS),
            "why",
            "what",
            Optional.of(new Errand.FetchRegistration("e", true, Optional.of(OPERATOR))),
            Optional.of(
                new PendingCall(
                    CallKind.REMOVE_FROM_POOL,
                    "r",
                    3,
                    Instant.ofEpochSecond(5),
                    Optional.of(Instant.ofEpochSecond(9)),
                    0)),
            List.of(
                new MessageInFlight("m", Bytes.utf8("sender"), 4, Optional.of(OPERATOR)),
                new MessageInFlight("n", Bytes.utf8("sender"), 5, Optional.empty())),
            new MessagePause(2, 60, Instant.ofEpochSecond(7)),
            Optional.of(new CallFailure(CallFailure.Kind.DISPATCH, "", "BadOrigin", "words")),
            Optional.of(
                new ErrandFailure(
                    new Errand.FetchRegistration("e", true, Optional.empty()),
                    "no collateral",
                    Optional.of(Instant.ofEpochSecond(8))))));
    assertSame(ChainLife.NEW);
    for (Errand errand :
        List.of(
            new Errand.SignEndpoints("e", List.of("a", "b")),
            new Errand.TakeCheckpoint("e"),
            new Errand.KickWorker("e"))) {
      assertSame(withErrand(errand));
    }
  }

  @Test
  void shouldReadAStateFromBeforeThereWasALife() {
    assertEquals(ChainLife.NEW, LifeCodec.read(WorkerState.getDefaultInstance()));
  }

  private static ChainLife withErrand(Errand errand) {
    return new ChainLife(
        ComputeTarget.COMPUTE,
        Optional.empty(),
        "",
        "",
        Optional.of(errand),
        Optional.empty(),
        List.of(),
        MessagePause.NONE,
        Optional.empty(),
        Optional.of(new ErrandFailure(errand, "no disk", Optional.empty())));
  }

  private static void assertSame(ChainLife life) {
    assertEquals(life, copy(life));
  }

  private static ChainLife copy(ChainLife life) {
    var to = WorkerState.newBuilder();
    LifeCodec.write(life, to);
    return LifeCodec.read(to.build());
  }

  private static Bytes filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return Bytes.of(bytes);
  }
}
