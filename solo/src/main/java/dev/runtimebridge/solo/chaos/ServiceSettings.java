package dev.runtimebridge.solo.chaos;

import java.util.Map;

/** What each service is told that is particular to it. */
record ServiceSettings(Services.Layout layout) {
  /** Shorter than the product's: a worker here answers within milliseconds or not at all. */
  private static final String WORKERS_ANSWER_WITHIN = "15s";

  /** Settings of the process of that role and name. */
  Map<String, String> of(ServiceRole role, String name) {
    String para = String.join(",", layout.para());
    return switch (role) {
      case FETCHER ->
          Map.of(
              "bridge.fetcher.relay.endpoints",
              String.join(",", layout.relay()),
              "bridge.fetcher.para.endpoints",
              para);
      case SYNCER ->
          Map.of(
              "bridge.syncer.state-dir",
              layout.disk().resolve(name).toString(),
              "bridge.syncer.instance-id",
              name,
              "bridge.syncer.request-timeout",
              WORKERS_ANSWER_WITHIN);
      case SUBMITTER ->
          Map.of(
              "bridge.submitter.para.endpoints",
              para,
              "bridge.submitter.key-dir",
              layout.data().resolve("keys").toString(),
              "bridge.submitter.instance-id",
              name);
      case API -> Map.of("bridge.api.data-dir", layout.data().resolve("api").toString());
      case DISPATCHER -> dispatcher(name);
    };
  }

  /** Windows and freezes as short as the rounds; whoever is killed has not much to write again. */
  private Map<String, String> dispatcher(String name) {
    int blocks = layout.roundBlocks();
    return Map.of(
        "bridge.dispatcher.enabled",
        "true",
        "bridge.dispatcher.state-dir",
        layout.disk().resolve(name).toString(),
        "bridge.dispatcher.instance-id",
        name,
        "bridge.dispatcher.round-blocks",
        Integer.toString(blocks),
        "bridge.dispatcher.window-blocks",
        Integer.toString(Math.max(1, blocks * 4 / 5)),
        "bridge.dispatcher.freeze-blocks",
        Integer.toString(blocks),
        "bridge.dispatcher.transaction-timeout",
        "6s",
        "bridge.dispatcher.task.timeout",
        "5s",
        "bridge.dispatcher.task.retry-cap",
        "2s");
  }
}
