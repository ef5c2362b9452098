package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/** A function of the runtime that {@code state_call} reaches. */
@FunctionalInterface
interface RuntimeCall {

  /**
   * Answers as the runtime after a block does.
   *
   * @param input the arguments in SCALE
   * @throws MalformedScale if they are not that
   */
  void answer(Block at, Bytes input, ScaleWriter answer) throws MalformedScale;
}
