package dev.runtimebridge.solo.demo;

import dev.runtimebridge.substrate.key.InvalidSecret;
import dev.runtimebridge.substrate.key.SecretUri;
import dev.runtimebridge.substrate.key.Ss58;
import java.util.Optional;

/** The pools that the simulated parachain has from its first block. */
enum DemoPool {
  /** Bob signs for Alice's pool, as her proxy. */
  PROXIED(1, "demo-proxied", "//Bob", "//Alice"),
  /** Charlie owns this pool and signs for it. */
  OWNED(2, "demo-owned", "//Charlie", "");

  private final long pid;
  private final String title;
  private final String secretUri;
  private final String ownerUri;

  DemoPool(long pid, String title, String secretUri, String ownerUri) {
    this.pid = pid;
    this.title = title;
    this.secretUri = secretUri;
    this.ownerUri = ownerUri;
  }

  /** The pool of the worker of that index: the workers are spread evenly. */
  static DemoPool of(int worker) {
    return values()[worker % values().length];
  }

  long pid() {
    return pid;
  }

  String title() {
    return title;
  }

  /** Development name of who signs; known to everybody, so no secret. */
  String secretUri() {
    return secretUri;
  }

  /** Address of the pool's owner, where that is somebody else. */
  Optional<String> proxied() {
    if (ownerUri.isEmpty()) {
      return Optional.empty();
    }
    try (var owner = SecretUri.open(ownerUri.toCharArray())) {
      return Optional.of(Ss58.encode(owner.account(), Ss58.PHALA));
    } catch (InvalidSecret e) {
      throw new IllegalStateException("no development name: " + ownerUri, e);
    }
  }
}
