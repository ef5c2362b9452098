package dev.runtimebridge.devnet.worker.enclave;

/** How a pRuntime learns that GRANDPA has new authorities. */
public enum AuthorityTracking {
  /** pRuntime 2.2 and later: from the scheduled change in the last header of a batch. */
  SCHEDULED_CHANGE("2.2.0"),
  /** pRuntime up to 2.1: from the set that the caller passes, with its proof. */
  AUTHORITY_SET_CHANGE("2.1.0");

  private final String version;

  AuthorityTracking(String version) {
    this.version = version;
  }

  /** The version that such a pRuntime reports. */
  public String version() {
    return version;
  }
}
