package dev.runtimebridge.dispatcher.topology;

import com.google.protobuf.ByteString;
import dev.runtimebridge.dispatch.domain.RefusedInput;
import dev.runtimebridge.dispatch.domain.RoundCandidate;
import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.schemas.v1.DispatchWorker;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RegisteredWorker;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scores of workers and stakes of their sessions, as the chain's newest state has them. */
final class ChainFacts {
  private static final Logger LOG = LoggerFactory.getLogger(ChainFacts.class);
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,39}");
  private static final String SCORE = "score/";
  private static final String SESSION = "session/";
  private static final String STAKE = "stake/";

  private final KeyValueStore<String, String> store;

  ChainFacts(KeyValueStore<String, String> store) {
    this.store = store;
  }

  /** Takes a record of the chain's state in. */
  void apply(ParaStateRecord record) {
    switch (record.getItemCase()) {
      case WORKER -> {
        RegisteredWorker worker = record.getWorker();
        boolean scored = record.hasValue() && worker.hasInitialScore();
        String score = Integer.toUnsignedString(worker.getInitialScore());
        set(SCORE + hex(worker.getPublicKey()), scored, score);
      }
      case BINDING ->
          set(
              SESSION + hex(record.getBinding().getPublicKey()),
              record.hasValue(),
              hex(record.getBinding().getSession()));
      case STAKE ->
          set(
              STAKE + hex(record.getStake().getSession()),
              record.hasValue(),
              record.getStake().getAmount());
      default -> {
        // Nothing that weighs.
      }
    }
  }

  /**
   * A worker as it takes part in a round; empty while the chain has no score of it, or one that
   * with its stake gives no weight: one strange worker must not keep the others from being drawn.
   */
  Optional<RoundCandidate> candidate(DispatchWorker worker) {
    String publicKey = hex(worker.getPublicKey());
    @Nullable String score = store.get(SCORE + publicKey);
    if (score == null) {
      return Optional.empty();
    }
    @Nullable String session = store.get(SESSION + publicKey);
    @Nullable String stake = session == null ? null : store.get(STAKE + session);
    try {
      return Optional.of(
          new RoundCandidate(
              worker.getWorkerId(), worker.getPid(), Long.parseLong(score), stake(stake)));
    } catch (RefusedInput refused) {
      LOG.warn("{} takes no part in a round: {}", worker.getWorkerId(), refused.getMessage());
      return Optional.empty();
    }
  }

  private static Stake stake(@Nullable String digits) {
    if (digits == null || digits.isEmpty()) {
      return Stake.ZERO;
    }
    if (!DIGITS.matcher(digits).matches()) {
      throw new UnreadableRecord("a stake is no whole number of up to 39 digits");
    }
    return Stake.ofSmallestUnits(new BigInteger(digits));
  }

  private void set(String key, boolean there, String value) {
    if (there) {
      store.put(key, value);
    } else {
      store.delete(key);
    }
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
