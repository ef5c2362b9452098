package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import java.util.List;

/** Reads events again from where they lie. */
@FunctionalInterface
public interface EventLog {

  /** The events at these places of one partition, in the order asked for. */
  Checked<List<WorkerEventRecord>> read(List<HistoryIndex.Place> places);
}
