package dev.runtimebridge.lifecycle.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a call was refused.
 *
 * @param reason which kind of refusal, for programs
 * @param sentence names the field, the value and what was expected, for people
 * @param faults the fields that are to blame, if any are
 */
public record Refusal(Reason reason, String sentence, List<Fault> faults) {
  private static final int MOST_TOLD = 20;
  private static final int LONGEST = 1_000;

  /** Copies the list. */
  public Refusal {
    faults = List.copyOf(faults);
  }

  /** A refusal for which no field is to blame. */
  public Refusal(Reason reason, String sentence) {
    this(reason, sentence, List.of());
  }

  /** Kinds of refusal. Their names are part of the public contract and stay. */
  public enum Reason {
    /** A value is not one that the field can have. */
    INVALID_VALUE("Correct the fields that are named and send the request again."),
    /** What the call is about does not exist. */
    NOT_FOUND("Take the id, name or number from a list."),
    /** What the call would make is there already. */
    ALREADY_EXISTS("Choose another one, or change the one that is there."),
    /** The pool still has workers. */
    POOL_NOT_EMPTY("Delete the pool's workers or move them to another pool first."),
    /** The worker is stopped. */
    NOT_ENABLED("Start the worker first."),
    /** The value is right, but the present state does not allow it. */
    NOT_POSSIBLE_NOW("Do first what the message names, or wait for it."),
    /** Someone else has changed it since the caller read it. */
    STALE_VERSION("Read it again, and send the change with the new etag if it still fits."),
    /** The idempotency key was given to another request before. */
    IDEMPOTENCY_KEY_REUSED("Choose a new key for a new request."),
    /** More has happened since the token than is remembered. */
    RESUME_TOKEN_TOO_OLD("Watch again without a resume token."),
    /** The watcher does not read as fast as things change. */
    WATCH_TOO_SLOW("Watch again with the newest resume token that has come."),
    /** The command is in the log, but nobody decided it in time. */
    TIMED_OUT("See whether a syncer runs, then ask for the state before trying again."),
    /** More than one draw gives out. */
    TOO_MANY_TASKS("Ask for fewer tasks."),

    /** More than can be counted with. */
    TOO_MANY_WORKERS("Give fewer workers."),

    /** No machine to count for. */
    NO_MACHINES("Name a worker, a pool with workers, or a machine."),

    /** More machines than a plan takes. */
    TOO_MANY_MACHINES("Name fewer machines."),

    /** More than the weight counts with. */
    STAKE_TOO_LARGE("Give a smaller stake or budget."),

    /** Score and stake give a weight that 32 bits do not hold. */
    WEIGHT_OVERFLOW("Give a smaller score or stake."),

    /** The budget is not enough for the minimum of all machines. */
    BUDGET_BELOW_MINIMUM("Raise the budget, lower the minimum, or leave machines out."),

    /** A wished chance that is none, or certain. */
    CHANCE_OUT_OF_RANGE("Wish for more than 0 and less than 1."),

    /** The log, or the tables built from it, cannot be used at present. */
    UNAVAILABLE("Try again in a moment; if it stays, see whether Kafka and the services run."),
    /** More is asked for at once than the service holds. */
    TOO_MUCH("Try again in a moment, or ask for less at once."),
    /** The call has no token or sign-in, or none that is good. */
    NOT_SIGNED_IN("Send a token from the file api-tokens in the API's data folder, or sign in."),
    /** The caller's role may not do this. */
    NOT_ALLOWED("Use the token of a role that may."),
    /** A bug. */
    INTERNAL_ERROR("See the log of the API; report it if it comes again.");

    private final String todo;

    Reason(String todo) {
      this.todo = todo;
    }

    /** What the caller is to do about it. */
    public String todo() {
      return todo;
    }
  }

  /**
   * What is wrong with one field.
   *
   * @param field its path in the request, such as {@code workers[3].endpoint}
   * @param sentence what is wrong with its value
   */
  public record Fault(String field, String sentence) {}

  static Refusal invalid(String sentence) {
    return new Refusal(Reason.INVALID_VALUE, sentence);
  }

  /** The same as seen from outside the field {@code path}, or of that field itself. */
  public Refusal at(String path) {
    List<Fault> seen =
        faults.isEmpty()
            ? List.of(new Fault(path, sentence))
            : faults.stream().map(it -> new Fault(path + "." + it.field(), it.sentence())).toList();
    return new Refusal(reason, sentence, seen);
  }

  /**
   * All at once; a value that cannot be comes before what only the present state forbids. Of many,
   * the first are told and how many there are: what a caller takes in with an answer has a limit (8
   * KiB of metadata in gRPC by default).
   */
  static Refusal of(List<Refusal> all) {
    Refusal first = all.getFirst();
    boolean invalid = all.stream().anyMatch(it -> it.reason == Reason.INVALID_VALUE);
    var sentences = new StringBuilder(first.sentence);
    var faults = new ArrayList<>(first.faults);
    int told = 1;
    while (told < Math.min(all.size(), MOST_TOLD)
        && sentences.length() + all.get(told).sentence.length() < LONGEST) {
      Refusal next = all.get(told++);
      sentences.append("; ").append(next.sentence);
      faults.addAll(next.faults);
    }
    if (told < all.size()) {
      sentences.append("; and %d more".formatted(all.size() - told));
    }
    return new Refusal(
        invalid ? Reason.INVALID_VALUE : first.reason,
        sentences.toString(),
        faults.subList(0, Math.min(faults.size(), MOST_TOLD)));
  }
}
