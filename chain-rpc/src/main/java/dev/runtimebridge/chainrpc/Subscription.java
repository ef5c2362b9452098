package dev.runtimebridge.chainrpc;

/** A subscription that lasts until it is closed or the connection ends. */
public interface Subscription extends AutoCloseable {

  /** Tells the node, without waiting, that nothing more is wanted; nothing more is handed on. */
  @Override
  void close();
}
