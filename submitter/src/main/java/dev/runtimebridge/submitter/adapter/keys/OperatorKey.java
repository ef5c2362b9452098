package dev.runtimebridge.submitter.adapter.keys;

import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.SealedSecret;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.InvalidSecret;
import dev.runtimebridge.substrate.key.SealedBox;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One pool's operator as the log has it, with its key where that could be opened. */
final class OperatorKey implements AutoCloseable {
  private final PoolOperator operator;
  private final String problem;
  private @Nullable Sr25519KeyPair pair;

  private OperatorKey(PoolOperator operator, @Nullable Sr25519KeyPair pair, String problem) {
    this.operator = operator;
    this.pair = pair;
    this.problem = problem;
  }

  /** Opens the operator's secret; what is wrong with it is a {@link #problem()}. */
  static OperatorKey open(SealingKeyPair sealing, long pid, PoolOperator operator) {
    SealedSecret secret = operator.getSecret();
    if (!secret.getKeyId().equals(sealing.keyId())) {
      return unusable(
          operator,
          "its secret is sealed for key \"%s\", this submitter has key \"%s\"; bring back that key file (bridge.submitter.key-dir), or set the operator anew"
              .formatted(secret.getKeyId(), sealing.keyId()));
    }
    try {
      return opened(sealing, pid, operator);
    } catch (InvalidSecret | IllegalArgumentException e) {
      return unusable(operator, "its secret cannot be opened: %s".formatted(e.getMessage()));
    }
  }

  private static OperatorKey opened(SealingKeyPair sealing, long pid, PoolOperator operator)
      throws InvalidSecret {
    AccountId account = AccountId.of(operator.getAccount().toByteArray());
    SealedSecret secret = operator.getSecret();
    var box =
        new SealedBox(
            Bytes.of(secret.getEncapsulatedKey().toByteArray()),
            Bytes.of(secret.getCiphertext().toByteArray()));
    byte[] plain = box.open(sealing, SealedBox.additionalData(pid, account));
    try {
      Sr25519KeyPair pair = Sr25519KeyPair.fromSecretKey(plain);
      if (pair.account().equals(account)) {
        return new OperatorKey(operator, pair, "");
      }
      pair.close();
      return unusable(
          operator, "its secret is that of another account than it names; set the operator anew");
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static OperatorKey unusable(PoolOperator operator, String problem) {
    return new OperatorKey(operator, null, problem);
  }

  PoolOperator operator() {
    return operator;
  }

  /** Whom the log names, whether or not there is a key; empty if that is no account. */
  Optional<AccountId> account() {
    return operator.getAccount().size() == AccountId.SIZE
        ? Optional.of(AccountId.of(operator.getAccount().toByteArray()))
        : Optional.empty();
  }

  /** Why there is no key; empty if there is one. */
  String problem() {
    return problem;
  }

  /** Whether it signs for {@code account} now. */
  synchronized boolean signsFor(AccountId account) {
    return pair != null && pair.account().equals(account);
  }

  /** Lends the key, which is not wiped meanwhile; empty once it is. */
  synchronized <T> Optional<T> lend(AccountId account, Function<Sr25519KeyPair, T> use) {
    Sr25519KeyPair present = pair;
    return present == null || !present.account().equals(account)
        ? Optional.empty()
        : Optional.of(use.apply(present));
  }

  /** Wipes the key. */
  @Override
  public synchronized void close() {
    Sr25519KeyPair present = pair;
    pair = null;
    if (present != null) {
      present.close();
    }
  }
}
