package dev.runtimebridge.submitter.domain;

/** Why a transaction can no longer be included. */
public enum DeathCause {
  /** Its era is over in the finalized chain. */
  ERA_OVER,
  /** The finalized chain runs another runtime than the one it was signed for. */
  RUNTIME_CHANGED,
  /** Another transaction with its nonce is finalized. */
  NONCE_TAKEN
}
