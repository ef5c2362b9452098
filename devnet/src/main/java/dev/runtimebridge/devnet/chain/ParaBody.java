package dev.runtimebridge.devnet.chain;

import dev.runtimebridge.substrate.Bytes;
import java.util.List;

/**
 * What a parachain block is made of beyond what settings say.
 *
 * @param transactions signed extrinsics to be tried in this order, each with its length before it
 * @param upgrade whether the block writes the code of the next runtime
 * @param sibling how many blocks had its place before it
 */
public record ParaBody(List<Bytes> transactions, boolean upgrade, int sibling) {
  /** Nothing, in a block that is the first in its place. */
  public static final ParaBody EMPTY = new ParaBody(List.of(), false, 0);

  /** Copies what it is given. */
  public ParaBody {
    transactions = List.copyOf(transactions);
  }
}
