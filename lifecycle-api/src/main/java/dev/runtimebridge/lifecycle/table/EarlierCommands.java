package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.command.EarlierAnswers;
import dev.runtimebridge.lifecycle.command.Rejections;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.CommandKey;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import java.util.List;
import java.util.Optional;

/**
 * Answers repeated commands from the log: a refusal as it was, anything else with the state that
 * the pool or worker has by now.
 */
public final class EarlierCommands implements EarlierAnswers {
  private final Tables tables;
  private final EventLog events;

  /** Answers over tables, and over events that are read again from the log. */
  public EarlierCommands(Tables tables, EventLog events) {
    this.tables = tables;
    this.events = events;
  }

  @Override
  public Optional<Checked<AggregateStateRecord>> to(CommandKey key) {
    return tables
        .commands()
        .find(key)
        .map(decided -> decided.key().equals(key) ? answer(decided) : reused());
  }

  private Checked<AggregateStateRecord> answer(CommandIndex.Decided decided) {
    return events
        .read(List.of(decided.place()))
        .then(
            found -> {
              WorkerEventRecord event = found.getFirst();
              return event.hasCommandRejected()
                  ? Rejections.refused(event.getCommandRejected())
                  : Checked.valid(tables.present(event));
            });
  }

  private static Checked<AggregateStateRecord> reused() {
    return Checked.<AggregateStateRecord>refused(
            Refusal.Reason.IDEMPOTENCY_KEY_REUSED,
            "this idempotency_key came with another request before: choose a new one for a new request")
        .at("change.idempotency_key");
  }
}
