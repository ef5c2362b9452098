package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.words.Asked;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who asked for the newest commands and what they were: events name only the id of the command that
 * led to them. One thread writes, many read.
 */
public final class CommandTable {
  /** Commands that are remembered. */
  static final int KEPT = 100_000;

  private final Map<UUID, Asked> byId = new LinkedHashMap<>();

  synchronized void put(WorkerCommandRecord command) {
    id(command.getId())
        .ifPresent(
            id -> {
              byId.put(id, new Asked(command.getIssuedBy().intern(), command.getCommandCase()));
              if (byId.size() > KEPT) {
                var oldest = byId.keySet().iterator();
                oldest.next();
                oldest.remove();
              }
            });
  }

  /** The command of this id; empty for what is none, and for one of long ago. */
  public synchronized Optional<Asked> get(String id) {
    return id(id).map(byId::get);
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
