package dev.runtimebridge.lifecycle.alert;

import dev.runtimebridge.lifecycle.domain.Advice;
import dev.runtimebridge.lifecycle.domain.CallWords;
import dev.runtimebridge.lifecycle.domain.FailureWords;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.table.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Calls that have come to nothing. */
final class TransactionSymptoms {
  private static final String WORKER_PREFIX = "worker/";

  private TransactionSymptoms() {}

  static Stream<Symptom> of(Situation situation, AlertSettings settings) {
    int minutes = settings.of(Rule.TRANSACTION_FAILED).threshold();
    Instant from = situation.now().minus(Duration.ofMinutes(minutes));
    return situation.failedCalls().stream()
        .filter(call -> !FailedCalls.failedAt(call).isBefore(from))
        .map(call -> symptom(situation, call));
  }

  private static Symptom symptom(Situation situation, Transaction call) {
    String aggregate = call.request().getAggregateId();
    Optional<WorkerId> worker = worker(aggregate);
    String subject =
        worker
            .flatMap(situation.tables()::worker)
            .map(Worker::name)
            .orElse("pool " + Long.toUnsignedString(call.request().getPid()));
    String about = worker.map(WorkerId::toString).orElse(aggregate);
    String advice = Advice.of(call.progress().getFailure());
    return new Symptom(
        Rule.TRANSACTION_FAILED,
        about + "/" + CallWords.name(call.request().getCall()),
        about,
        subject,
        worker,
        Set.of(call.request().getPid()),
        FailedCalls.failedAt(call),
        "%s has failed: %s (request %s)"
            .formatted(
                CallWords.description(call.request().getCall(), subject),
                Line.of(FailureWords.text(call.progress().getFailure())),
                call.id()),
        advice.isEmpty() ? Rule.TRANSACTION_FAILED.advice() : advice);
  }

  private static Optional<WorkerId> worker(String aggregate) {
    if (!aggregate.startsWith(WORKER_PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new WorkerId(UUID.fromString(aggregate.substring(WORKER_PREFIX.length()))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
