package dev.runtimebridge.devnet.rpc;

import java.util.List;

/**
 * A method that starts a flow of notifications on its connection.
 *
 * @param notification method name that notifications carry, e.g. {@code chain_newHead}
 * @param source makes the flow for the parameters of one call
 */
public record RpcSubscription(String notification, Source source) {

  /** Checks the parameters and gives what is sent over time. */
  @FunctionalInterface
  public interface Source {

    /**
     * Makes the flow of one subscriber.
     *
     * @throws RpcException for a subscription that is refused
     */
    Flow open(RpcParams params) throws RpcException;
  }

  /**
   * What one subscriber gets: asked once at once, and again whenever the node's view of the chain
   * has moved.
   */
  @FunctionalInterface
  public interface Flow {

    /**
     * The notifications since the last time it was asked, oldest first.
     *
     * @throws RpcException to skip this round
     */
    List<Object> next() throws RpcException;

    /** Whether nothing will ever come again, so that the subscription is closed. */
    default boolean ended() {
      return false;
    }
  }
}
