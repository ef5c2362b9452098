package dev.runtimebridge.fetcher.port;

import dev.runtimebridge.fetcher.domain.ChainStatus;

/** Where others read how things stand. Any thread may call. */
@FunctionalInterface
public interface StatusBoard {

  /** Replaces what was told about the same chain; never throws, as nothing depends on it. */
  void tell(ChainStatus status);
}
