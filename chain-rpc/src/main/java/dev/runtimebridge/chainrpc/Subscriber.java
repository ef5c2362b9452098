package dev.runtimebridge.chainrpc;

/**
 * Takes what a subscription brings. Both methods are called on a thread of the connection and must
 * not wait: nothing else arrives on the connection meanwhile.
 */
@FunctionalInterface
public interface Subscriber<T> {

  /** The next item. */
  void next(T item);

  /** The connection is gone, and with it the subscription; not called after it was closed. */
  default void ended(RpcException.Unavailable why) {}
}
