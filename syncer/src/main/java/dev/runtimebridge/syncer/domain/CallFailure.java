package dev.runtimebridge.syncer.domain;

/**
 * Why a call has failed, in the runtime's own words.
 *
 * @param kind who refused it
 * @param pallet of the runtime that refused it, empty if none
 * @param name of the error, empty if it has none
 * @param message the runtime's documentation of the error, or what the node said
 */
public record CallFailure(Kind kind, String pallet, String name, String message) {

  /** Who refused it. */
  public enum Kind {
    /** A pallet. */
    MODULE,
    /** The runtime, before any pallet. */
    DISPATCH,
    /** It cannot be made of the runtime's metadata. */
    NOT_ENCODABLE,
    /** No key for the account. */
    NO_KEY,
    /** The node refuses every transaction of it. */
    NOT_ACCEPTED,
    /** It could not land in time, again and again. */
    GAVE_UP,
    /** The pool has another operator now; the call is to be asked anew under that one. */
    OPERATOR_REPLACED
  }
}
