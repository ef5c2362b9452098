package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.words.Story;
import dev.runtimebridge.lifecycle.words.Trouble;
import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import dev.runtimebridge.substrate.Bytes;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** States and events in the words of {@code ctl}, for who reads the log without an API. */
public final class LogWords {
  private static final List<String> WORKERS =
      List.of("NAME", "PID", "STAGE", "SINCE", "STAKE", "EVENTS", "ENDPOINT", "TROUBLE");
  private static final List<String> POOLS =
      List.of("PID", "NAME", "SYNC ONLY", "OPERATOR", "EVENTS");

  private final Output output;

  /** Words to {@code out}. */
  public LogWords(PrintStream out) {
    this.output = new Output(out, Format.TABLE);
  }

  /** A line for each worker, as it was at {@code at}. */
  public void workers(List<AggregateStateRecord> states, Instant at) {
    output.table(WORKERS, states.stream().map(state -> row(state, at)).toList());
  }

  /** A line for each pool. */
  public void pools(List<AggregateStateRecord> states) {
    output.table(POOLS, states.stream().map(LogWords::pool).toList());
  }

  /** All of one worker, as it was at {@code at}. */
  public void worker(AggregateStateRecord record, Instant at) {
    WorkerView worker = view(record);
    var lines = new ArrayList<>(WorkerLines.who(worker));
    lines.add(List.of("stage", WorkerLines.stage(worker.getState())));
    lines.addAll(WorkerLines.why(worker, at));
    lines.add(WorkerLines.wanted(worker.getState()));
    lines.addAll(WorkerLines.driven(worker));
    output.page(lines);
  }

  /** Events in words, the newest last. */
  public void events(List<WorkerEventRecord> newestFirst) {
    output.table(Story.HEADER, new Story(Addresses.PHALA).of(newestFirst));
  }

  private static List<String> row(AggregateStateRecord record, Instant at) {
    WorkerState state = record.getWorker();
    return List.of(
        state.getConfig().getName(),
        Long.toUnsignedString(state.getConfig().getPid()),
        Words.stage(state.getStage()),
        Words.time(state.getStageSince()),
        Words.pha(state.getConfig().getStake()),
        Long.toUnsignedString(record.getSequence()),
        state.getConfig().getEndpoint(),
        Trouble.of(view(record), at));
  }

  private static WorkerView view(AggregateStateRecord record) {
    return WorkerView.newBuilder()
        .setId(record.getAggregateId())
        .setState(record.getWorker())
        .setSequence(record.getSequence())
        .build();
  }

  private static List<String> pool(AggregateStateRecord record) {
    PoolState state = record.getPool();
    Bytes account = Bytes.of(state.getOperator().getAccount().toByteArray());
    return List.of(
        Long.toUnsignedString(state.getConfig().getPid()),
        state.getConfig().getName() + (state.getDeleted() ? " (deleted)" : ""),
        Words.yesNo(state.getConfig().getSyncOnly()),
        Words.orDash(Addresses.PHALA.text(account)),
        Long.toUnsignedString(record.getSequence()));
  }
}
