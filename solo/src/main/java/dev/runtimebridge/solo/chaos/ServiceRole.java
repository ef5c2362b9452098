package dev.runtimebridge.solo.chaos;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a service does in a bridge. */
enum ServiceRole {
  SYNCER("syncer", 2, Sign.BLOCKS),
  FETCHER("fetcher", 2, Sign.BLOCKS),
  SUBMITTER("submitter", 2, Sign.TRANSACTIONS),
  API("lifecycle-api", 1, Sign.ANSWERS),
  DISPATCHER("dispatcher", 2, Sign.ROUNDS);

  private final String module;
  private final int instances;
  private final Sign sign;

  ServiceRole(String module, int instances, Sign sign) {
    this.module = module;
    this.instances = instances;
    this.sign = sign;
  }

  /** The module that has its packaged service. */
  String module() {
    return module;
  }

  /** How many of it run. */
  int instances() {
    return instances;
  }

  /** Whether another one goes on for one that is gone. */
  boolean isDoubled() {
    return instances > 1;
  }

  /** What shows that its work is done. */
  Set<Sign> signs() {
    return EnumSet.of(sign);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
