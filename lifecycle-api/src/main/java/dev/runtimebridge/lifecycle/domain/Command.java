package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A checked command that still lacks what makes it a record of the log: id, time and who asked.
 *
 * @param aggregateId the pool or worker that decides it
 * @param content the record so far
 * @param claims what no two pools or workers may have, and this command takes; commands with a
 *     claim in common go one after another
 */
public record Command(String aggregateId, WorkerCommandRecord content, List<String> claims) {
  /** Copies the list. */
  public Command {
    claims = List.copyOf(claims);
  }

  static Command of(String aggregateId, UnaryOperator<WorkerCommandRecord.Builder> content) {
    var record = WorkerCommandRecord.newBuilder().setAggregateId(aggregateId);
    return new Command(aggregateId, content.apply(record).build(), List.of());
  }

  Command claiming(List<String> claims) {
    return new Command(aggregateId, content, claims);
  }
}
