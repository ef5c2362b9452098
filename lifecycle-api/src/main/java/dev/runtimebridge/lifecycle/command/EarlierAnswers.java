package dev.runtimebridge.lifecycle.command;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.CommandKey;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import java.util.Optional;

/** What repeated commands have led to. */
@FunctionalInterface
public interface EarlierAnswers {

  /**
   * The answer to the command of this key, or the refusal of another command for which the key was
   * used; empty while neither was decided, as far as this instance has read the log.
   */
  Optional<Checked<AggregateStateRecord>> to(CommandKey key);
}
