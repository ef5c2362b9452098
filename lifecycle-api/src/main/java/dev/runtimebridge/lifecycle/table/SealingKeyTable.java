package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.SealingTarget;
import dev.runtimebridge.schemas.v1.SealingKey;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** For whom secrets are sealed, by key id. One thread writes, many read. */
public final class SealingKeyTable {
  private static final Comparator<SealingKey> BY_AGE =
      Comparator.comparing(SealingKey::getTime, LogTimes.ORDER).thenComparing(SealingKey::getKeyId);

  private final Map<String, SealingKey> byId = new ConcurrentHashMap<>();

  void put(SealingKey key) {
    byId.put(key.getKeyId(), key);
  }

  /** Forgets a key whose record was erased from the log. */
  public void remove(String keyId) {
    byId.remove(keyId);
  }

  /** The key that the submitter has published last. */
  public Optional<SealingTarget> newest() {
    return byId.values().stream()
        .max(BY_AGE)
        .map(key -> new SealingTarget(key.getKeyId(), LogBytes.read(key.getPublicKey())));
  }
}
