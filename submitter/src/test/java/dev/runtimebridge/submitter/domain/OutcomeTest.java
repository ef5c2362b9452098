package dev.runtimebridge.submitter.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.submitter.domain.ExtrinsicEvent.BatchCompleted;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent.BatchCompletedWithErrors;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent.BatchInterrupted;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent.Failed;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent.FeePaid;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent.ItemCompleted;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent.ItemFailed;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent.ProxyExecuted;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent.Succeeded;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final CallFailure BAD_SEQUENCE =
      new CallFailure(CallFailure.Kind.MODULE, "PhalaMq", "BadSequence", "");
  private static final Optional<CallFailure> DONE = Optional.empty();
  private static final Optional<CallFailure> REFUSED = Optional.of(BAD_SEQUENCE);

  private static List<String> names(
      int calls, boolean batch, boolean proxied, ExtrinsicEvent... of) {
    return Outcome.of(List.of(of), calls, batch, proxied).results().stream()
        .map(result -> result.map(CallFailure::name).orElse("done"))
        .toList();
  }

  @Test
  void shouldTakeASingleCallByTheExtrinsic() {
    assertEquals(List.of("done"), names(1, false, false, new Succeeded()));
    assertEquals(List.of("BadSequence"), names(1, false, false, new Failed(BAD_SEQUENCE)));
  }

  @Test
  void shouldNotBelieveTheExtrinsicWhereTheProxyCallFailed() {
    assertEquals(
        List.of("BadSequence"), names(1, false, true, new ProxyExecuted(REFUSED), new Succeeded()));
    assertEquals(List.of("done"), names(1, false, true, new ProxyExecuted(DONE), new Succeeded()));
    assertEquals(List.of("ResultUnclear"), names(1, false, true, new Succeeded()));
  }

  @Test
  void shouldReadTheItemsOfABatchInOrder() {
    assertEquals(
        List.of("done", "BadSequence", "done"),
        names(
            3,
            true,
            true,
            new ItemCompleted(),
            new ItemFailed(BAD_SEQUENCE),
            new ItemCompleted(),
            new BatchCompletedWithErrors(),
            new ProxyExecuted(DONE),
            new Succeeded()));
    assertEquals(
        List.of("done", "done"), names(2, true, false, new BatchCompleted(), new Succeeded()));
  }

  @Test
  void shouldFailWhatAnInterruptedBatchLeftOut() {
    assertEquals(
        List.of("done", "BadSequence", "BadSequence"),
        names(3, true, false, new BatchInterrupted(1, BAD_SEQUENCE), new Succeeded()));
  }

  @Test
  void shouldNotGuessWhereItemsAreMissing() {
    assertEquals(
        List.of("ResultUnclear", "ResultUnclear"),
        names(
            2, true, false, new ItemCompleted(), new BatchCompletedWithErrors(), new Succeeded()));
    assertEquals(List.of("ResultUnclear"), names(1, false, false));
  }

  @Test
  void shouldTellTheFee() {
    BigInteger fee = BigInteger.valueOf(12_345);
    assertEquals(
        Optional.of(fee),
        Outcome.of(List.of(new FeePaid(fee), new Succeeded()), 1, false, false).fee());
  }
}
