package dev.runtimebridge.syncer.session;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.runtimebridge.syncer.domain.LogView;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.domain.RelayMark;
import dev.runtimebridge.syncer.domain.Step.DispatchBlocks;
import dev.runtimebridge.syncer.domain.Step.SyncHeaders;
import dev.runtimebridge.syncer.domain.Step.SyncParaHeaders;
import dev.runtimebridge.syncer.port.ChainLog;
import dev.runtimebridge.syncer.port.EncodedRequest;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.RelayHeader;
import dev.runtimebridge.syncer.port.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Requests for all sessions, each read from the log and encoded once however many workers get it.
 * Who asks for one that is being made waits for that one. For any number of threads.
 */
public final class SyncRequests {
  private static final int BYTES_OF_A_MARK = 64;

  private final ChainLog log;
  private final RequestEncoder encoder;
  private final long maxRequestBytes;
  private final Duration deadline;
  private final AsyncCache<Object, Object> shared;
  private final AsyncCache<Object, Object> states;

  /** Keys of what is no step. */
  private sealed interface Key {
    record Marks(long from, long to) implements Key {}

    record Init() implements Key {}

    record ChainState() implements Key {}
  }

  /** A state and the request that sends it. */
  record StateRequest(long blockNumber, EncodedRequest request) {}

  /**
   * Requests from {@code log}.
   *
   * @param cacheBytes about how many bytes of requests are kept
   * @param maxRequestBytes largest request of blocks, unless one block alone is larger
   * @param deadline longest wait for a request that is being made
   * @param executor on which requests are made; it must not be bounded by those who wait
   */
  public SyncRequests(
      ChainLog log,
      RequestEncoder encoder,
      long cacheBytes,
      long maxRequestBytes,
      Duration deadline,
      Executor executor) {
    this.log = log;
    this.encoder = encoder;
    this.maxRequestBytes = maxRequestBytes;
    this.deadline = deadline;
    this.shared =
        Caffeine.newBuilder()
            .executor(executor)
            .maximumWeight(cacheBytes)
            .weigher((Object key, Object value) -> weight(value))
            .buildAsync();
    this.states =
        Caffeine.newBuilder()
            .executor(executor)
            .expireAfterWrite(Duration.ofMinutes(10))
            .maximumSize(2)
            .buildAsync();
  }

  /** The log as a plan sees it while it reaches to {@code reach}. */
  LogView view(Reach reach) {
    return new LogView() {
      @Override
      public Reach reach() {
        return reach;
      }

      @Override
      @SuppressWarnings("unchecked")
      public List<RelayMark> relayMarks(long from, long to) {
        return (List<RelayMark>)
            await(shared, new Key.Marks(from, to), () -> marks(log.relayHeaders(from, to)));
      }
    };
  }

  EncodedRequest headers(SyncHeaders step) {
    return request(step, () -> encoder.headers(step, log));
  }

  EncodedRequest paraHeaders(SyncParaHeaders step) {
    return request(step, () -> encoder.paraHeaders(step, log));
  }

  EncodedRequest blocks(DispatchBlocks step) {
    return request(
        step, () -> encoder.blocks(log.paraBlocks(step.from(), step.to(), maxRequestBytes)));
  }

  EncodedRequest init() {
    return (EncodedRequest) await(states, new Key.Init(), () -> encoder.init(log.genesis()));
  }

  /** The newest whole state and its request; absent where the log has none. */
  @SuppressWarnings("unchecked")
  Optional<StateRequest> chainState() {
    return (Optional<StateRequest>)
        await(states, new Key.ChainState(), () -> log.snapshot().map(this::stateRequest));
  }

  private StateRequest stateRequest(Snapshot snapshot) {
    return new StateRequest(snapshot.blockNumber(), encoder.chainState(snapshot));
  }

  private EncodedRequest request(Object step, Supplier<Object> maker) {
    return (EncodedRequest) await(shared, step, maker);
  }

  private Object await(AsyncCache<Object, Object> cache, Object key, Supplier<Object> maker) {
    try {
      return cache.get(key, absent -> maker.get()).get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LogUnavailable unavailable) {
        throw new LogUnavailable(String.valueOf(unavailable.getMessage()), unavailable);
      }
      throw new IllegalStateException("a request could not be made: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new LogUnavailable("the log did not answer within " + deadline, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailable("the session ended while it waited for the log", e);
    }
  }

  private static List<RelayMark> marks(List<RelayHeader> headers) {
    return headers.stream().map(RelayHeader::mark).toList();
  }

  private static int weight(Object value) {
    return switch (value) {
      case EncodedRequest request -> request.size();
      case List<?> marks -> Math.max(1, marks.size()) * BYTES_OF_A_MARK;
      default -> BYTES_OF_A_MARK;
    };
  }
}
