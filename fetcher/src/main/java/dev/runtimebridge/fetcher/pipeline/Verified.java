package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.Check;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException.Unverified;

/** Turns the check of an answer into the answer, or into the node's fault. */
final class Verified {
  private Verified() {}

  /** What was checked, or the fault with the node's name before it. */
  static <T> T of(ChainNode node, Check<T> check) throws Unverified {
    return switch (check) {
      case Check.Passed<T>(T value) -> value;
      case Check.Failed<T>(Check.Fault fault, String detail) ->
          throw new Unverified("%s: %s: %s".formatted(node.endpoint(), fault, detail));
    };
  }
}
