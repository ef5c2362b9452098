package dev.runtimebridge.devnet.worker;

import java.time.Duration;
import java.util.Set;

/**
 * Makes one worker ill. All methods return at once and may be called by any thread; of the
 * illnesses that change how it answers, the last one asked for counts until its time is over.
 */
public interface WorkerFaults {

  /** Takes requests and never answers them. */
  void stall(Duration duration);

  /** Closes the connection of each request. */
  void dropConnections(Duration duration);

  /** Answers as if it were executing blocks all the time. */
  void answerBusy(Duration duration);

  /** Answers everything {@code delay} late. */
  void slow(Duration delay, Duration duration);

  /** Answers everything with a web page, as some other server would. */
  void notAPRuntime(Duration duration);

  /**
   * Refuses headers that end at one of these numbers, as if their justification were bad. An empty
   * set heals; numbers may be beyond what it has seen.
   */
  void refuseJustifications(Set<Long> numbers);

  /** Stays in the execution of each batch of blocks for at least {@code duration}; zero heals. */
  void holdBlocks(Duration duration);

  /** Gives no attestation, as if the services behind it were away. */
  void withoutAttestation(Duration duration);

  /**
   * Whether a benchmark that is going on when the worker restarts is reported as hardly any work,
   * which gives a score that is too low.
   */
  void loseBenchmarkOnRestart(boolean loses);

  /** Whether it signs wrong results of the tasks that it is drawn for. */
  void computeWrongly(boolean wrongly);

  /** Is from now on a worker of another chain, until it restarts with nothing. */
  void otherGenesis();

  /** Dies and starts again, dropping what it is doing. Its heights go back. */
  void restart(RestartFrom from);

  /** Heals everything but what a restart has lost. */
  void clear();
}
