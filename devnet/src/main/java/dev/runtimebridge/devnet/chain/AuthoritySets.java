package dev.runtimebridge.devnet.chain;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.substrate.grandpa.Authority;
import dev.runtimebridge.substrate.grandpa.AuthorityKey;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Who votes on which relay block. From one set to the next the oldest voter goes and a new one
 * comes, so neighbouring sets overlap and differ. The block that announces a set is still voted on
 * by the set before.
 */
public final class AuthoritySets {
  private final long seed;
  private final int size;
  private final int every;
  private final Map<Long, AuthorityKey> keys = new ConcurrentHashMap<>();

  /** The sets of a relay chain with these settings. */
  public AuthoritySets(DevnetSettings settings) {
    this.seed = settings.seed();
    this.size = settings.authorities();
    this.every = settings.setChangeEvery();
  }

  /** Whether the block's header announces the next set. */
  public boolean changesAt(long block) {
    return every > 0 && block > 0 && block % every == 0;
  }

  /** The set that votes on a block. */
  public long setOf(long block) {
    return every == 0 || block == 0 ? 0 : (block - 1) / every;
  }

  /** The set that the state after a block names as the current one. */
  public long currentAfter(long block) {
    return every == 0 ? 0 : block / every;
  }

  /** The last block that a set votes on. */
  public long lastOf(long setId) {
    return every == 0 ? Long.MAX_VALUE : (setId + 1) * every;
  }

  /** The voting round that finalized a block; it begins anew with each set. */
  public long roundOf(long block) {
    return every == 0 ? block : (block - 1) % every + 1;
  }

  /** The keys of a set's voters. */
  public List<AuthorityKey> keys(long setId) {
    return IntStream.range(0, size).mapToObj(i -> key(setId + i)).toList();
  }

  /** A set as its voters and others know it. */
  public AuthoritySet set(long setId) {
    return new AuthoritySet(
        setId, keys(setId).stream().map(key -> new Authority(key.id(), 1)).toList());
  }

  private AuthorityKey key(long index) {
    return keys.computeIfAbsent(
        index, at -> AuthorityKey.fromSeed(Draw.hash(seed, "authority", at).bytes()));
  }
}
