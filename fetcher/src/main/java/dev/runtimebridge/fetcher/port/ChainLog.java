package dev.runtimebridge.fetcher.port;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.Genesis;
import dev.runtimebridge.fetcher.domain.LogPosition;
import dev.runtimebridge.fetcher.domain.LoggedBlocks;
import dev.runtimebridge.fetcher.domain.ParaBlock;
import dev.runtimebridge.fetcher.domain.ParaHead;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.domain.ParaStateValue;
import dev.runtimebridge.fetcher.domain.RelaySegment;
import dev.runtimebridge.fetcher.domain.StateSnapshot;
import dev.runtimebridge.substrate.storage.StorageState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The event log. One thread uses it.
 *
 * <p>Between {@link #begin} and {@link #commit} everything is one transaction: readers see all of
 * it or nothing. After an exception of {@link LogException} the log has to be {@linkplain #open
 * opened} again, and the position read again.
 */
public interface ChainLog extends AutoCloseable {

  /** Connects, creates topics that are missing and shuts out any older fetcher. */
  void open() throws LogException;

  /** Where the log ends; absent if it is empty. */
  Optional<LogPosition> position() throws LogException;

  /** Number of the parachain block of the last snapshot. */
  OptionalLong lastSnapshot() throws LogException;

  /** The newest of the parachain's runtimes; absent in a log that knows none. */
  Optional<ParaRuntime> runtime() throws LogException;

  /** Number of the block that the told values of the parachain's state are as of. */
  OptionalLong clock() throws LogException;

  /** The parachain's state at block 0, as the log began. */
  StorageState genesisState() throws LogException;

  /**
   * A bounded number of parachain blocks.
   *
   * @param from {@link LoggedBlocks#next} of the blocks before, or a block's number to begin with,
   *     which finds that block or some before it
   */
  LoggedBlocks paraBlocks(long from) throws LogException;

  /** Begins a transaction. */
  void begin() throws LogException;

  /** Adds the genesis and parachain block 0. */
  void add(Genesis genesis) throws LogException;

  /** Adds relay-chain headers, with the parachain head that the last of them vouches for. */
  void add(RelaySegment segment, Optional<ParaHead> head) throws LogException;

  /** Adds the next parachain block. */
  void add(ParaBlock block) throws LogException;

  /** Replaces the snapshot. */
  void add(StateSnapshot snapshot) throws LogException;

  /** Adds a runtime of the parachain. */
  void add(ParaRuntime runtime) throws LogException;

  /** Tells what a watched entry of the parachain's state holds. */
  void add(ParaStateValue value) throws LogException;

  /** Tells that all watched entries are as of {@code block}. */
  void addClock(ChainPoint block, long timeMs) throws LogException;

  /** Makes all that was added visible, or fails with nothing visible. */
  void commit() throws LogException;

  /** Drops all that was added. */
  void abort() throws LogException;

  /**
   * Waits until no other fetcher has given a sign of life for {@code silence}, or throws if the
   * cluster is away.
   */
  void awaitSilence(Duration silence) throws LogException, InterruptedException;

  @Override
  void close();
}
