package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import java.util.function.UnaryOperator;

/**
 * A checked command that still lacks what makes it a record of the log: id, time and who asked.
 *
 * @param aggregateId the pool or worker that decides it
 * @param content the record so far
 */
public record Command(String aggregateId, WorkerCommandRecord content) {

  static Command of(String aggregateId, UnaryOperator<WorkerCommandRecord.Builder> content) {
    var record = WorkerCommandRecord.newBuilder().setAggregateId(aggregateId);
    return new Command(aggregateId, content.apply(record).build());
  }
}
