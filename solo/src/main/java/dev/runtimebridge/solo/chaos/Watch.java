package dev.runtimebridge.solo.chaos;

import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.DevChain;
import dev.runtimebridge.devnet.worker.WorkerFarm;
import dev.runtimebridge.substrate.Bytes;
import java.util.stream.IntStream;

/** Sees from outside whether the bridge does its work: on the chain, in the workers, at the API. */
final class Watch {
  /** Blocks after a fault that may still hold what was sent before it. */
  private static final int ON_THEIR_WAY = 2;

  private static final int SIGNED = 0x80;

  private final DevChain chain;
  private final Devnet devnet;
  private final WorkerFarm farm;
  private final Services services;
  private final ApiWatch api;
  private long lookedAt;
  private long lastTransaction;

  Watch(ChaosStage stage, ApiWatch api) {
    this.devnet = stage.devnet();
    this.chain = devnet.chains().para();
    this.farm = stage.farm();
    this.services = stage.services();
    this.api = api;
  }

  /**
   * A moment that signs can be later than.
   *
   * @param nanos by {@link System#nanoTime}
   * @param block newest block of the parachain
   */
  record Moment(long nanos, long block) {}

  Moment now() {
    return new Moment(System.nanoTime(), chain.best().number());
  }

  /** Whether a sign is seen that is later than {@code since}. */
  boolean sees(Sign sign, Moment since) throws InterruptedException {
    return switch (sign) {
      case BLOCKS -> lowest() > since.block();
      // Until all have computed there is not always something to be sent.
      case TRANSACTIONS ->
          !api.haveComputed() || newestTransaction() > since.block() + ON_THEIR_WAY;
      case ROUNDS -> services.roundsAt() > since.block();
      case ANSWERS -> api.lastAsked() > since.nanos();
    };
  }

  /** How many final blocks the worker that is furthest behind lacks. */
  long mostBehind() {
    return Math.max(0, devnet.status().paraFinalized() - lowest());
  }

  /** The newest parachain block that every worker has; -1 if one has none. */
  long lowest() {
    return IntStream.range(0, farm.size())
            .mapToLong(index -> farm.info(index).getBlocknum())
            .min()
            .orElse(0)
        - 1;
  }

  private long newestTransaction() {
    for (long best = chain.best().number(); lookedAt < best; ) {
      lookedAt++;
      if (chain.block(lookedAt).map(Watch::hasTransaction).orElse(false)) {
        lastTransaction = lookedAt;
      }
    }
    return lastTransaction;
  }

  private static boolean hasTransaction(Block block) {
    return block.extrinsics().stream().anyMatch(Watch::isSigned);
  }

  /** The version's highest bit, behind the compact length. */
  private static boolean isSigned(Bytes extrinsic) {
    byte[] bytes = extrinsic.toByteArray();
    int lengthBytes = 1 << (bytes[0] & 3);
    return bytes.length > lengthBytes && (bytes[lengthBytes] & SIGNED) != 0;
  }
}
