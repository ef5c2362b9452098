package dev.runtimebridge.solo;

import java.util.List;
import java.util.Optional;

/**
 * What one process runs on.
 *
 * @param data where it keeps everything
 * @param port where the API listens on loopback
 * @param relayEndpoints WebSocket addresses of relay-chain nodes, the preferred one first
 * @param paraEndpoints WebSocket addresses of parachain nodes, the preferred one first
 * @param bootstrapServers a cluster to use in place of the embedded broker
 */
public record SoloSettings(
    DataFolder data,
    int port,
    List<String> relayEndpoints,
    List<String> paraEndpoints,
    Optional<String> bootstrapServers) {

  /** Copies the lists. */
  public SoloSettings {
    relayEndpoints = List.copyOf(relayEndpoints);
    paraEndpoints = List.copyOf(paraEndpoints);
  }
}
