package dev.runtimebridge.devnet.chain;

/** Decides what stands in parachain blocks. */
public interface ParaAuthor {
  /** Puts nothing into them. */
  ParaAuthor IDLE = new ParaAuthor() {};

  /** What shall be tried in the block of this number. */
  default ParaBody body(long number) {
    return ParaBody.EMPTY;
  }

  /**
   * Sees a block before anybody else can.
   *
   * @param body what was tried in it
   */
  default void made(Block block, ParaBody body) {}
}
