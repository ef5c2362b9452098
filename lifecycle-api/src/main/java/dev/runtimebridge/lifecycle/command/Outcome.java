package dev.runtimebridge.lifecycle.command;

import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.CommandRejected;

/** What a command led to. */
sealed interface Outcome {

  /** Its event is in the log, and this is the state with it, or with later events too. */
  record Done(AggregateStateRecord state) implements Outcome {}

  /** It changed nothing. */
  record Rejected(CommandRejected rejection) implements Outcome {}
}
