package dev.runtimebridge.substrate.codec;

/**
 * Why the runtime refused a call: {@code DispatchError} with names.
 *
 * @param kind the case of {@code DispatchError}: Module, BadOrigin, Token, Arithmetic and others
 * @param pallet whose error it is; empty unless kind is Module
 * @param name of the error; that of the kind where it has no finer one
 * @param docs what the runtime's source says about it; may be empty
 */
public record CallError(String kind, String pallet, String name, String docs) {

  /** Whether it is this error of this pallet. */
  public boolean is(String otherPallet, String otherName) {
    return pallet.equals(otherPallet) && name.equals(otherName);
  }

  /** Such as {@code PhalaMq.BadSequence} or {@code Token.FundsUnavailable}. */
  @Override
  public String toString() {
    String owner = pallet.isEmpty() ? kind : pallet;
    return owner.equals(name) ? name : owner + "." + name;
  }
}
