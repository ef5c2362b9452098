package dev.runtimebridge.submitter.adapter.rpc;

import dev.runtimebridge.submitter.domain.SubmitAnswer;
import java.util.Locale;

/**
 * What the error codes of {@code author_submitExtrinsic} mean. 1010 is told apart by its data, in
 * the words of Substrate or in the names of its enumeration.
 *
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/blob/polkadot-v1.1.0/substrate/client/rpc-api/src/author/error.rs">error.rs</a>
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/blob/polkadot-v1.1.0/substrate/primitives/runtime/src/transaction_validity.rs">transaction_validity.rs</a>
 */
final class SubmitErrors {
  private static final int INVALID = 1010;
  private static final int BANNED = 1012;
  private static final int ALREADY_IMPORTED = 1013;
  private static final int TOO_LOW_PRIORITY = 1014;
  private static final int IMMEDIATELY_DROPPED = 1016;

  private SubmitErrors() {}

  static SubmitAnswer answer(int code, String said) {
    return switch (code) {
      case INVALID -> invalid(code, said);
      case BANNED -> new SubmitAnswer.Banned();
      case ALREADY_IMPORTED -> new SubmitAnswer.AlreadyKnown();
      case TOO_LOW_PRIORITY -> new SubmitAnswer.TooLowPriority();
      case IMMEDIATELY_DROPPED -> new SubmitAnswer.PoolFull();
      default -> new SubmitAnswer.Refused(code, said);
    };
  }

  private static SubmitAnswer invalid(int code, String said) {
    String words = said.toLowerCase(Locale.ROOT);
    if (words.contains("outdated") || words.contains("stale")) {
      return new SubmitAnswer.Outdated();
    }
    if (words.contains("bad signature") || words.contains("badproof")) {
      return new SubmitAnswer.BadSignature();
    }
    if (words.contains("inability to pay") || words.contains("payment")) {
      return new SubmitAnswer.CannotPay();
    }
    return new SubmitAnswer.Refused(code, said);
  }
}
