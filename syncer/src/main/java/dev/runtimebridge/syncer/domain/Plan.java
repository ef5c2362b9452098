package dev.runtimebridge.syncer.domain;

import java.util.Optional;

/**
 * What follows for a worker from what the chain says of it.
 *
 * @param stage where it is
 * @param reason why, in words; empty if there is nothing to say
 * @param waitingForOperator what the operator has to do before it can go on; empty if nothing
 * @param wish the call that would bring it on
 */
record Plan(Stage stage, String reason, String waitingForOperator, Optional<Wish> wish) {

  /**
   * A call to be made.
   *
   * @param kind what it is for
   * @param call the call; empty where pRuntime has to be asked for it first
   */
  record Wish(CallKind kind, Optional<ChainCall> call) {
    /** Whether it is right also while pRuntime does not answer: a dead machine is taken out. */
    boolean needsNoRuntime() {
      return switch (kind) {
        case STOP, RECLAIM, REMOVE_FROM_POOL -> true;
        case REGISTER, ADD_TO_POOL, START, RESTART, UPDATE_ENDPOINT -> false;
      };
    }
  }

  static Plan rest(Stage stage, String reason) {
    return new Plan(stage, reason, "", Optional.empty());
  }

  static Plan await(Stage stage, String waitingForOperator) {
    return new Plan(stage, "", waitingForOperator, Optional.empty());
  }

  static Plan ask(Stage stage, String reason, CallKind kind, ChainCall call) {
    return new Plan(stage, reason, "", Optional.of(new Wish(kind, Optional.of(call))));
  }

  static Plan register(String reason) {
    return new Plan(
        Stage.REGISTERING, reason, "", Optional.of(new Wish(CallKind.REGISTER, Optional.empty())));
  }
}
