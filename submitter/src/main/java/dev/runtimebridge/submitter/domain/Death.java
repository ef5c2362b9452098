package dev.runtimebridge.submitter.domain;

import java.util.Optional;

/** When a transaction can no longer land. Nothing else allows a new signature. */
public final class Death {
  private Death() {}

  /**
   * Why {@code transaction}, which was found in no finalized block up to {@code view}, can be in
   * none after it either; empty if it still can.
   *
   * @see <a
   *     href="https://github.com/paritytech/polkadot-sdk/blob/polkadot-v1.1.0/substrate/frame/system/src/extensions/check_mortality.rs">check_mortality.rs</a>
   */
  public static Optional<DeathCause> of(LiveTransaction transaction, FinalizedView view) {
    if (view.number() < transaction.signed().birth()) {
      return Optional.empty();
    }
    if (view.nonce() > transaction.nonce()) {
      return Optional.of(DeathCause.NONCE_TAKEN);
    }
    if (view.number() + 1 >= transaction.signed().death()) {
      return Optional.of(DeathCause.ERA_OVER);
    }
    if (view.specVersion() != transaction.signed().specVersion()) {
      return Optional.of(DeathCause.RUNTIME_CHANGED);
    }
    return Optional.empty();
  }
}
