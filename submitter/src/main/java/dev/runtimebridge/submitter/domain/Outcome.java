package dev.runtimebridge.submitter.domain;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What became of a transaction in its block.
 *
 * @param results for each call in order: empty if it was done, else why not
 * @param fee what it cost, where the runtime tells
 */
public record Outcome(List<Optional<CallFailure>> results, Optional<BigInteger> fee) {

  /** Copies the list. */
  public Outcome {
    results = List.copyOf(results);
  }

  /**
   * Judges by the events of the extrinsic, in their order.
   *
   * @param calls how many calls it carries
   * @param batch whether they are wrapped in a batch
   * @param proxied whether that is wrapped in a proxy call, whose failure leaves the extrinsic
   *     itself successful
   */
  public static Outcome of(List<ExtrinsicEvent> events, int calls, boolean batch, boolean proxied) {
    Optional<BigInteger> fee =
        events.stream()
            .filter(FeePaid.class::isInstance)
            .map(event -> ((FeePaid) event).actualFee())
            .reduce((_, last) -> last);
    Optional<CallFailure> whole = whole(events, proxied);
    if (whole.isPresent() || !batch) {
      return new Outcome(Collections.nCopies(calls, whole), fee);
    }
    return new Outcome(items(events, calls), fee);
  }

  private static Optional<CallFailure> whole(List<ExtrinsicEvent> events, boolean proxied) {
    boolean executed = false;
    Optional<ProxyExecuted> proxy = Optional.empty();
    for (ExtrinsicEvent event : events) {
      switch (event) {
        case Failed(CallFailure failure) -> {
          return Optional.of(failure);
        }
        case Succeeded _ -> executed = true;
        case ProxyExecuted result -> proxy = Optional.of(result);
        case ItemCompleted _, ItemFailed _, BatchCompleted _ -> {}
        case BatchCompletedWithErrors _, BatchInterrupted _, FeePaid _ -> {}
      }
    }
    if (!executed) {
      return Optional.of(unclear("the block has no event that says whether it was executed"));
    }
    if (!proxied) {
      return Optional.empty();
    }
    return proxy
        .map(ProxyExecuted::failure)
        .orElseGet(() -> Optional.of(unclear("the block has no result of the proxy call")));
  }

  private static List<Optional<CallFailure>> items(List<ExtrinsicEvent> events, int calls) {
    var results = new ArrayList<Optional<CallFailure>>();
    for (ExtrinsicEvent event : events) {
      switch (event) {
        case ItemCompleted _ -> results.add(Optional.empty());
        case ItemFailed(CallFailure failure) -> results.add(Optional.of(failure));
        case BatchCompleted _ -> {
          return Collections.nCopies(calls, Optional.empty());
        }
        case BatchInterrupted(int index, CallFailure failure) -> {
          return interrupted(index, failure, calls);
        }
        case Succeeded _, Failed _, ProxyExecuted _, BatchCompletedWithErrors _, FeePaid _ -> {}
      }
    }
    if (results.size() == calls) {
      return results;
    }
    String seen =
        "the block has results of %d calls, there are %d".formatted(results.size(), calls);
    return Collections.nCopies(calls, Optional.of(unclear(seen)));
  }

  private static List<Optional<CallFailure>> interrupted(
      int index, CallFailure failure, int calls) {
    var results = new ArrayList<Optional<CallFailure>>();
    for (int i = 0; i < calls; i++) {
      results.add(i < index ? Optional.empty() : Optional.of(failure));
    }
    return results;
  }

  private static CallFailure unclear(String message) {
    return new CallFailure(CallFailure.Kind.DISPATCH, "", "ResultUnclear", message);
  }
}
