package dev.runtimebridge.submitter.adapter.rpc;

import dev.runtimebridge.submitter.port.NodeException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How high the nodes of one chain are; one that is far behind another is passed over. */
public final class Heads {
  private final int maxLag;
  private final Map<String, Long> byEndpoint = new ConcurrentHashMap<>();
  private final Set<String> sameChain = ConcurrentHashMap.newKeySet();

  /**
   * No node has told anything yet.
   *
   * @param maxLag blocks that a node may be behind another one
   */
  public Heads(int maxLag) {
    this.maxLag = maxLag;
  }

  void told(String endpoint, long number) {
    byEndpoint.put(endpoint, number);
  }

  void gone(String endpoint) {
    byEndpoint.remove(endpoint);
    sameChain.remove(endpoint);
  }

  /** This node was seen to follow the bridge's chain, so the others are measured by it. */
  void sameChain(String endpoint) {
    sameChain.add(endpoint);
  }

  void refuseIfBehind(String endpoint) throws NodeException.Unavailable {
    Long own = byEndpoint.get(endpoint);
    for (String other : sameChain) {
      Long height = byEndpoint.get(other);
      if (own != null && height != null && height - own > maxLag) {
        throw new NodeException.Unavailable(
            "%s is at block %d, %s at block %d: passed over until it is no more than %d behind (bridge.submitter.max-lag)"
                .formatted(endpoint, own, other, height, maxLag));
      }
    }
  }
}
