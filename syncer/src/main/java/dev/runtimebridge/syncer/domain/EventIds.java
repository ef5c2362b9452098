package dev.runtimebridge.syncer.domain;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids that follow from where an event stands, so that the same history has the same ids.
 *
 * @param aggregate whose events
 * @param last sequence number of its last event before the input
 */
public record EventIds(AggregateId aggregate, long last) {

  /** Id of the request that the {@code position}-th event of the input asks for, from 0 on. */
  String request(int position) {
    String name = "request/" + aggregate.value() + "#" + (last + 1 + position);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
