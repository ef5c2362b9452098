package dev.runtimebridge.submitter.domain;

import java.math.BigInteger;
import java.util.Optional;

/** Events of an extrinsic that say what became of it; all others are left out. */
public sealed interface ExtrinsicEvent {

  /** {@code System.ExtrinsicSuccess}: it was executed, which says little of what it wraps. */
  record Succeeded() implements ExtrinsicEvent {}

  /** {@code System.ExtrinsicFailed}: nothing of it was done. */
  record Failed(CallFailure failure) implements ExtrinsicEvent {}

  /** {@code Proxy.ProxyExecuted}: the result of the call on behalf of another. */
  record ProxyExecuted(Optional<CallFailure> failure) implements ExtrinsicEvent {}

  /** {@code Utility.ItemCompleted}: the next call of the batch was done. */
  record ItemCompleted() implements ExtrinsicEvent {}

  /** {@code Utility.ItemFailed}: the next call of the batch was refused. */
  record ItemFailed(CallFailure failure) implements ExtrinsicEvent {}

  /** {@code Utility.BatchCompleted}: every call was done. */
  record BatchCompleted() implements ExtrinsicEvent {}

  /** {@code Utility.BatchCompletedWithErrors}: the items say which were done. */
  record BatchCompletedWithErrors() implements ExtrinsicEvent {}

  /** {@code Utility.BatchInterrupted}: from this call on nothing was done. */
  record BatchInterrupted(int index, CallFailure failure) implements ExtrinsicEvent {}

  /** {@code TransactionPayment.TransactionFeePaid}: fee and tip. */
  record FeePaid(BigInteger actualFee) implements ExtrinsicEvent {}
}
