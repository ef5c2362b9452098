package dev.runtimebridge.submitter.adapter.keys;

import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.submitter.port.Signers;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operators' keys, open in memory, each wiped as soon as its pool has another operator or none.
 * One thread tells of operators; any thread asks for keys.
 */
public final class KeyRing implements Signers, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

  private final SealingKeyPair sealing;
  private final Map<Long, OperatorKey> byPool = new ConcurrentHashMap<>();

  /** A ring without keys; {@code sealing}, which opens them, is closed with it. */
  public KeyRing(SealingKeyPair sealing) {
    this.sealing = sealing;
  }

  /** For whom the secrets are sealed. */
  public SealingKeyPair sealing() {
    return sealing;
  }

  /** These pools have these operators now, and no others have any. */
  public void setAll(Map<Long, PoolOperator> operators) {
    byPool.keySet().stream().filter(pid -> !operators.containsKey(pid)).forEach(this::remove);
    operators.forEach(this::set);
  }

  /** Pool {@code pid} has this operator now. */
  public void set(long pid, PoolOperator operator) {
    OperatorKey present = byPool.get(pid);
    if (present != null && present.operator().equals(operator)) {
      return;
    }
    OperatorKey opened = OperatorKey.open(sealing, pid, operator);
    OperatorKey replaced = byPool.put(pid, opened);
    if (replaced != null) {
      replaced.close();
    }
    if (opened.problem().isEmpty()) {
      LOG.info("the operator's key is at hand: pid={}", pid);
    } else {
      LOG.warn("the pool cannot send transactions: pid={} reason={}", pid, opened.problem());
    }
  }

  /** Pool {@code pid} has no operator. */
  public void remove(long pid) {
    OperatorKey removed = byPool.remove(pid);
    if (removed != null) {
      removed.close();
      LOG.info("the operator's key is wiped: pid={}", pid);
    }
  }

  /** Which pools cannot send transactions, and why. */
  public Map<Long, String> problems() {
    var problems = new TreeMap<Long, String>();
    byPool.forEach(
        (pid, key) -> {
          if (!key.problem().isEmpty()) {
            problems.put(pid, key.problem());
          }
        });
    return problems;
  }

  @Override
  public boolean has(AccountId account) {
    return byPool.values().stream().anyMatch(key -> key.signsFor(account));
  }

  @Override
  public Set<AccountId> accounts() {
    return byPool.values().stream()
        .filter(key -> key.problem().isEmpty())
        .flatMap(key -> key.account().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<AccountId> successor(long pid, AccountId account) {
    boolean named =
        byPool.values().stream().anyMatch(key -> key.account().equals(Optional.of(account)));
    return named
        ? Optional.empty()
        : Optional.ofNullable(byPool.get(pid)).flatMap(OperatorKey::account);
  }

  @Override
  public <T> Optional<T> with(AccountId account, Function<Sr25519KeyPair, T> use) {
    return byPool.values().stream().flatMap(key -> key.lend(account, use).stream()).findFirst();
  }

  /** Wipes all keys. */
  @Override
  public void close() {
    byPool.keySet().forEach(this::remove);
    sealing.close();
  }
}
