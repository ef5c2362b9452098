package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import java.util.List;
import java.util.Optional;

/** What the session is to ask of pRuntime; one at a time. */
public sealed interface Errand {
  /** Unique; the answer names it. */
  String id();

  /**
   * {@code GetRuntimeInfo}.
   *
   * @param force whether an attestation that pRuntime has is not good enough
   * @param operator account that the worker is to name as its operator
   */
  record FetchRegistration(String id, boolean force, Optional<Bytes> operator) implements Errand {}

  /** {@code SignEndpointInfo}. */
  record SignEndpoints(String id, List<String> endpoints) implements Errand {
    /** Copies the list. */
    public SignEndpoints {
      endpoints = List.copyOf(endpoints);
    }
  }

  /** {@code TakeCheckpoint}. */
  record TakeCheckpoint(String id) implements Errand {}

  /** {@code /kick}: ends pRuntime's process. */
  record KickWorker(String id) implements Errand {}
}
