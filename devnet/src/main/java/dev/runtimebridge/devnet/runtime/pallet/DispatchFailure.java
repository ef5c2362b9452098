package dev.runtimebridge.devnet.runtime.pallet;

import dev.runtimebridge.devnet.metadata.RuntimeShape;
import dev.runtimebridge.devnet.metadata.RuntimeShape.Position;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.io.Serial;

/** A call that the runtime refuses; what it has written is taken back. */
public final class DispatchFailure extends Exception {
  @Serial private static final long serialVersionUID = 1;
  private static final int BAD_ORIGIN = 2;
  private static final int MODULE = 3;

  private final String error;

  /**
   * A failure.
   *
   * @param error {@code BadOrigin}, or an error of a pallet such as {@code PhalaMq.BadSequence}
   */
  public DispatchFailure(String error) {
    super(error, null, false, false);
    this.error = error;
  }

  /** Fails with this error unless the rule holds. */
  public static void require(boolean rule, String error) throws DispatchFailure {
    if (!rule) {
      throw new DispatchFailure(error);
    }
  }

  /** Writes {@code DispatchError} as this runtime numbers it. */
  void write(ScaleWriter out, RuntimeShape shape) {
    if (error.equals("BadOrigin")) {
      out.u8(BAD_ORIGIN);
      return;
    }
    Position position = shape.error(error);
    out.u8(MODULE).u8(position.pallet()).u32(position.index());
  }
}
