package dev.runtimebridge.devnet.pool;

import dev.runtimebridge.devnet.runtime.TransactionValidity;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that the pool does not take, with code and texts as nodes answer them.
 *
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/blob/master/substrate/client/rpc-api/src/author/error.rs">sc-rpc-api,
 *     author/error.rs</a>
 */
public final class PoolRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final @Nullable String data;

  private PoolRefusal(int code, String message, @Nullable String data) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
  }

  /** The runtime says that it cannot be included. */
  public static PoolRefusal invalid(TransactionValidity.Invalid why) {
    return switch (why.kind()) {
      case MALFORMED ->
          new PoolRefusal(
              1002, "Verification Error: Runtime error: " + why.kind().text(), why.details());
      case CALL,
          PAYMENT,
          FUTURE,
          STALE,
          BAD_PROOF,
          ANCIENT_BIRTH_BLOCK,
          EXHAUSTS_RESOURCES,
          BAD_MANDATORY ->
          new PoolRefusal(1010, "Invalid Transaction", why.kind().text());
    };
  }

  /** It was invalid or included not long ago. */
  static PoolRefusal banned() {
    return new PoolRefusal(1012, "Transaction is temporarily banned", null);
  }

  /** It is there already. */
  static PoolRefusal alreadyImported(Hash256 hash) {
    return new PoolRefusal(1013, "Transaction Already Imported", hash.toString());
  }

  /** Another one provides the same and counts as much. */
  static PoolRefusal tooLowPriority(long old, long its) {
    return new PoolRefusal(
        1014,
        "Priority is too low: (%d vs %d)".formatted(old, its),
        "The transaction has too low priority to replace another transaction already in the pool.");
  }

  /** The pool is full of better ones. */
  static PoolRefusal immediatelyDropped() {
    return new PoolRefusal(
        1016,
        "Immediately Dropped",
        "The transaction couldn't enter the pool because of the limit");
  }

  /** The number that nodes answer. */
  public int code() {
    return code;
  }

  /** What stands beside the message, if anything does. */
  public Optional<String> data() {
    return Optional.ofNullable(data);
  }
}
