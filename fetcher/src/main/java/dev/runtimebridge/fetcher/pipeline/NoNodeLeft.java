package dev.runtimebridge.fetcher.pipeline;

/** Every node was asked or is out of use; the message says why each. */
final class NoNodeLeft extends Exception {
  NoNodeLeft(String message) {
    super(message);
  }
}
