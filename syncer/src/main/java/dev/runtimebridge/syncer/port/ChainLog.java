package dev.runtimebridge.syncer.port;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Both chains in the log. For any number of threads; each call ends within its time limit. */
public interface ChainLog {
  /** How far the log and its chains are, as far as is known now. */
  Reach reach();

  /**
   * Waits until {@link #reach} is no longer {@code seen}, at most for {@code atMost}.
   *
   * @throws InterruptedException if the waiting thread is told to end
   */
  Reach awaitNews(Reach seen, Duration atMost) throws InterruptedException;

  /**
   * Where workers start.
   *
   * @throws LogUnavailable while the log has no genesis
   */
  Genesis genesis();

  /**
   * The newest state that is there as a whole.
   *
   * @throws LogUnavailable if the log cannot be read
   */
  Optional<Snapshot> snapshot();

  /**
   * Relay-chain headers from {@code from} up to and with {@code to}, without gaps.
   *
   * @throws LogUnavailable if one of them is not there or cannot be read
   */
  List<RelayHeader> relayHeaders(long from, long to);

  /**
   * SCALE headers of the parachain blocks from {@code from} up to and with {@code to}, as the node
   * sent them, without gaps.
   *
   * @throws LogUnavailable if one of them is not there or cannot be read
   */
  List<Bytes> paraHeaders(long from, long to);

  /**
   * Parachain blocks from {@code from} on, up to and with {@code to}, without gaps; fewer where
   * they would take more than {@code maxBytes}, but at least one.
   *
   * @throws LogUnavailable if one of them is not there or cannot be read
   */
  List<ParaBlock> paraBlocks(long from, long to, long maxBytes);
}
