package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Draws n of m candidates without replacement, each next one with a chance in proportion to its
 * weight: every candidate waits for a time that its id and the seed give, divided by its weight,
 * and the n that wait least win (Efraimidis and Spirakis 2005, doi 10.1016/j.ipl.2005.11.003, with
 * -log of their keys). One pass, memory for n; the order in which candidates are offered does not
 * matter.
 *
 * <p>Two waits are compared as fractions of whole numbers, exactly. Where they are equal the id
 * that is smaller as a string of UTF-8 bytes wins. A candidate without weight comes after all that
 * have one, as if all without had the same small weight. The caller offers no id twice.
 *
 * <p>{@code docs/dispatch.md} and its test vectors let others do the same. Not thread-safe.
 */
public final class Draw {
  /** The most tasks of a draw. */
  public static final int MAX_TASKS = 10_000;

  private static final Comparator<Wait> LAST_FIRST = Comparator.<Wait>naturalOrder().reversed();

  private final SipHash hash;
  private final int tasks;
  private final PriorityQueue<Wait> drawn = new PriorityQueue<>(LAST_FIRST);

  /**
   * A draw without candidates so far.
   *
   * @param seed such as the hash of a block
   * @param tasks how many are drawn; all, if there are fewer
   */
  public Draw(Seed seed, int tasks) {
    this.hash = new SipHash(seed);
    this.tasks = checkedTasks(tasks);
  }

  /** The winners among these candidates, in the order in which they are drawn. */
  public static List<Candidate> of(Seed seed, int tasks, Iterable<Candidate> candidates) {
    var draw = new Draw(seed, tasks);
    candidates.forEach(draw::offer);
    return draw.winners();
  }

  /** Adds a candidate. */
  public void offer(Candidate candidate) {
    byte[] id = candidate.id().getBytes(StandardCharsets.UTF_8);
    long bits = hash.hash(id);
    if (drawn.size() < tasks) {
      drawn.add(new Wait(WaitingTime.of(bits), candidate, id));
      return;
    }
    Wait last = drawn.peek();
    if (last == null || last.isBefore(WaitingTime.atLeast(bits), candidate.weight())) {
      return;
    }
    var wait = new Wait(WaitingTime.of(bits), candidate, id);
    if (wait.compareTo(last) < 0) {
      drawn.add(wait);
      drawn.poll();
    }
  }

  /** Who would win if nobody else came, first drawn first. */
  public List<Candidate> winners() {
    var inOrder = new ArrayList<>(drawn);
    inOrder.sort(null);
    var seen = new HashSet<String>();
    for (Wait wait : inOrder) {
      if (!seen.add(wait.candidate.id())) {
        throw new RefusedInput(
            Reason.DUPLICATE_CANDIDATE,
            "candidate '" + wait.candidate.id() + "' is drawn twice; offer each candidate once");
      }
    }
    return inOrder.stream().map(wait -> wait.candidate).toList();
  }

  static int checkedTasks(int tasks) {
    if (tasks < 0) {
      throw new RefusedInput(
          Reason.NEGATIVE_TASKS, tasks + " tasks cannot be given out; give 0 or more");
    }
    if (tasks > MAX_TASKS) {
      throw new RefusedInput(
          Reason.TOO_MANY_TASKS,
          tasks + " tasks are too many for one draw; give up to " + MAX_TASKS);
    }
    return tasks;
  }

  private static final class Wait implements Comparable<Wait> {
    private final long time;
    private final Candidate candidate;
    private final byte[] id;

    private Wait(long time, Candidate candidate, byte[] id) {
      this.time = time;
      this.candidate = candidate;
      this.id = id;
    }

    private boolean isBefore(long otherTime, long otherWeight) {
      return compare(time, candidate.weight(), otherTime, otherWeight) < 0;
    }

    @Override
    public int compareTo(Wait other) {
      int byWait = compare(time, candidate.weight(), other.time, other.candidate.weight());
      return byWait != 0 ? byWait : Arrays.compareUnsigned(id, other.id);
    }

    private static int compare(long time, long weight, long otherTime, long otherWeight) {
      if (weight == 0 || otherWeight == 0) {
        return weight == otherWeight
            ? Long.compare(time, otherTime)
            : Boolean.compare(weight == 0, otherWeight == 0);
      }
      int byHigh =
          Long.compare(Math.multiplyHigh(time, otherWeight), Math.multiplyHigh(otherTime, weight));
      return byHigh != 0 ? byHigh : Long.compareUnsigned(time * otherWeight, otherTime * weight);
    }
  }
}
