package dev.runtimebridge.lifecycle.alert;

import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.NodeHealth;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chains that stand still, and nodes that are lost. */
final class ChainSymptoms {
  private ChainSymptoms() {}

  static Stream<Symptom> of(Situation situation, AlertSettings settings) {
    Instant stalledIfSince = situation.now().minus(settings.of(Rule.CHAIN_STALLED).holdsFor());
    return Stream.of(
            of(situation, stalledIfSince, Chain.RELAY, situation.tables().chain().relay()),
            of(situation, stalledIfSince, Chain.PARA, situation.tables().chain().para()))
        .flatMap(found -> found);
  }

  private static Stream<Symptom> of(
      Situation situation, Instant stalledIfSince, Chain chain, ChainTip tip) {
    return Stream.concat(
        stalled(situation, stalledIfSince, chain, tip), nodes(chain, tip.getNodesList()));
  }

  /** Between two blocks the log always stands still for a while. */
  private static Stream<Symptom> stalled(
      Situation situation, Instant stalledIfSince, Chain chain, ChainTip tip) {
    return situation.tables().onsets().publishedAt(chain).stream()
        .filter(since -> !since.isAfter(stalledIfSince))
        .map(
            since ->
                Symptom.of(
                    Rule.CHAIN_STALLED,
                    key(chain),
                    key(chain),
                    name(chain),
                    since,
                    "the log has no block of the %s after %s%s"
                        .formatted(
                            name(chain),
                            Integer.toUnsignedString(tip.getPublishedNumber()),
                            tip.getWaitingFor().isEmpty()
                                ? ""
                                : ": the fetcher waits for " + Line.of(tip.getWaitingFor()))));
  }

  private static Stream<Symptom> nodes(Chain chain, List<NodeHealth> nodes) {
    List<NodeHealth> lost = nodes.stream().filter(node -> !node.getHealthy()).toList();
    if (!lost.isEmpty() && lost.size() == nodes.size()) {
      Instant since =
          lost.stream()
              .map(node -> WorkerSymptoms.instant(node.getSince()))
              .max(Instant::compareTo)
              .orElseThrow();
      return Stream.concat(
          Stream.of(
              Symptom.of(
                  Rule.NO_NODE_LEFT,
                  key(chain),
                  key(chain),
                  name(chain),
                  since,
                  "no node of the %s is well: %s"
                      .formatted(
                          name(chain),
                          Line.of(
                              lost.stream()
                                  .map(node -> address(node) + ": " + reason(node))
                                  .collect(Collectors.joining("; ")))))),
          lost(chain, lost));
    }
    return lost(chain, lost);
  }

  private static Stream<Symptom> lost(Chain chain, List<NodeHealth> nodes) {
    Map<String, Symptom> byAddress =
        nodes.stream()
            .map(
                node ->
                    Symptom.of(
                        Rule.NODE_LOST,
                        key(chain) + "/" + address(node),
                        key(chain),
                        address(node),
                        WorkerSymptoms.instant(node.getSince()),
                        "node %s of the %s is not used: %s"
                            .formatted(address(node), name(chain), Line.of(reason(node)))))
            .collect(Collectors.toMap(Symptom::key, found -> found, (one, other) -> one));
    return byAddress.values().stream();
  }

  /** Providers put keys into paths and queries, which are for no message that leaves the house. */
  private static String address(NodeHealth node) {
    try {
      URI uri = new URI(node.getEndpoint());
      if (uri.getHost() != null) {
        return "%s://%s%s"
            .formatted(
                uri.getScheme(), uri.getHost(), uri.getPort() < 0 ? "" : ":" + uri.getPort());
      }
    } catch (URISyntaxException e) {
      return "(no URL)";
    }
    return "(no URL)";
  }

  private static String reason(NodeHealth node) {
    return node.getReason().replace(node.getEndpoint(), address(node));
  }

  private static String key(Chain chain) {
    return chain == Chain.RELAY ? "relay" : "para";
  }

  private static String name(Chain chain) {
    return chain == Chain.RELAY ? "relay chain" : "parachain";
  }
}
