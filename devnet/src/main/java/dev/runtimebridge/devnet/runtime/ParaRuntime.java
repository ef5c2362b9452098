package dev.runtimebridge.devnet.runtime;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.chain.RuntimeSpec;
import dev.runtimebridge.devnet.metadata.DevnetMetadata;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Invalid;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Kind;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.trie.StateTrie;
import java.util.List;

/**
 * The parachain's runtime in both its versions; which one is in force, the state says. Safe for all
 * threads.
 */
public final class ParaRuntime {
  /** Prefix of the parachain's addresses. */
  public static final int SS58_PREFIX = 30;

  private final DevnetSettings settings;

  /** A runtime with the rules that the settings have. */
  public ParaRuntime(DevnetSettings settings) {
    this.settings = settings;
  }

  /** What the pallets put into the state of block 0. */
  public List<StorageEntry> genesis() {
    return List.of();
  }

  /** Executes a block. */
  public BlockOutcome execute(BlockInput input) {
    return new BlockOutcome(List.of(), List.of(input.timestampInherent()), List.of());
  }

  /**
   * What the pool must know of a transaction, as the block after {@code best} would see it.
   *
   * @param extrinsic with its length before it
   * @param best hash of the best block
   * @param state state after the best block
   */
  public TransactionValidity validate(Bytes extrinsic, Hash256 best, StateTrie state) {
    return new Invalid(Kind.MALFORMED, "no transaction is known to devnet " + settings.seed());
  }

  /** The version of the runtime that executes the block after this state. */
  public RuntimeSpec specAt(StateTrie state) {
    return RuntimeSpec.PARA;
  }

  /** What {@code state_getMetadata} gives at this state. */
  public Bytes metadataAt(StateTrie state) {
    return DevnetMetadata.para(specAt(state).encode(), SS58_PREFIX);
  }

  /** Number of transactions that the account has in blocks up to this state. */
  public long nonce(Bytes account, StateTrie state) {
    return 0;
  }

  /** Number that the next message of the sender must have in blocks after this state. */
  public long nextSequence(Bytes encodedOrigin, StateTrie state) {
    return 0;
  }
}
