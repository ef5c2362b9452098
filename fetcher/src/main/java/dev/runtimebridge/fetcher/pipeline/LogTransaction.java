package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.port.ChainLog;
import dev.runtimebridge.fetcher.port.LogException;

/** One transaction of the log: all of its content or nothing. */
final class LogTransaction {
  private LogTransaction() {}

  /** What goes into one transaction. */
  @FunctionalInterface
  interface Content {
    void write() throws LogException, NoNodeLeft, InterruptedException;
  }

  static void run(ChainLog log, Content content)
      throws LogException, NoNodeLeft, InterruptedException {
    log.begin();
    try {
      content.write();
      log.commit();
    } catch (NoNodeLeft | InterruptedException | RuntimeException e) {
      // Only a failure of the log itself leaves the transaction to be dropped by the next open().
      log.abort();
      throw e;
    }
  }
}
