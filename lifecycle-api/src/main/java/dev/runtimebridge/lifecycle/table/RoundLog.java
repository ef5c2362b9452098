package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import java.util.List;

/** Reads events of rounds again from where they lie. */
@FunctionalInterface
public interface RoundLog {
  /** The events at these places, in the order asked for. */
  Checked<List<DispatchEventRecord>> readRounds(List<Place> places);
}
