package dev.runtimebridge.submitter.domain;

/**
 * What a node said to a transaction that it was sent. None of it decides whether the transaction
 * lands: only the finalized chain does.
 *
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/blob/polkadot-v1.1.0/substrate/client/rpc-api/src/author/error.rs">error.rs</a>
 */
public sealed interface SubmitAnswer {

  /** It is in the node's pool now. */
  record Accepted() implements SubmitAnswer {}

  /** It was in the pool already: 1013. */
  record AlreadyKnown() implements SubmitAnswer {}

  /** Its nonce is used on the best chain, often by itself: 1010, outdated. */
  record Outdated() implements SubmitAnswer {}

  /** The signature does not fit, as after an upgrade or where the era's block is unknown: 1010. */
  record BadSignature() implements SubmitAnswer {}

  /** The account cannot pay the fee: 1010. */
  record CannotPay() implements SubmitAnswer {}

  /** The pool does not want to see it for half an hour: 1012. */
  record Banned() implements SubmitAnswer {}

  /** The pool has no room: 1016. */
  record PoolFull() implements SubmitAnswer {}

  /** Another transaction of the same nonce is in the pool: 1014. */
  record TooLowPriority() implements SubmitAnswer {}

  /** Anything else, in the node's own words. */
  record Refused(int code, String message) implements SubmitAnswer {}

  /** Whether it is in the node's pool. */
  default boolean inPool() {
    return this instanceof Accepted || this instanceof AlreadyKnown;
  }

  /** What the answer means, for people. */
  default String words() {
    return switch (this) {
      case Accepted _ -> "accepted";
      case AlreadyKnown _ -> "already in the pool";
      case Outdated _ -> "its nonce is used on the best chain";
      case BadSignature _ -> "the signature does not fit the runtime or the era's block";
      case CannotPay _ -> "the account cannot pay the fee; send it some balance";
      case Banned _ -> "banned from the pool for half an hour, as it was invalid before";
      case PoolFull _ -> "the pool is full";
      case TooLowPriority _ -> "another transaction of the same nonce waits in the pool";
      case Refused(int code, String message) -> "refused with code " + code + ": " + message;
    };
  }
}
