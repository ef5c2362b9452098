package dev.runtimebridge.substrate.codec;

import java.util.OptionalInt;

/**
 * An event of a block.
 *
 * @param extrinsic index of the extrinsic that gave rise to it; absent for what the block itself
 *     did
 * @param pallet name of the pallet
 * @param name of the event
 * @param fields what it tells
 */
public record EventRecord(
    OptionalInt extrinsic, String pallet, String name, Value.Composite fields) {

  /** Whether it is this event of this pallet. */
  public boolean is(String otherPallet, String otherName) {
    return pallet.equals(otherPallet) && name.equals(otherName);
  }
}
