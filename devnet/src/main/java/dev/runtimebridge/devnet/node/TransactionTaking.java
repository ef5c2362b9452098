package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.pool.Handling;

/** How a node treats the transactions that it is given, counted from when it got its faults. */
final class TransactionTaking {
  private Faults counted = Faults.NONE;
  private long given;
  private long refused;

  /** Whether the node says of the next transaction that it is outdated. */
  synchronized boolean refusesAsOutdated(Faults faults) {
    begin(faults);
    boolean refuses = refused < faults.outdatedTransactions();
    refused += refuses ? 1 : 0;
    return refuses;
  }

  /**
   * What the node does with the next transaction.
   *
   * @param nextBlock number of the next parachain block
   */
  synchronized Handling next(Faults faults, long nextBlock) {
    begin(faults);
    long after = given - faults.dropTransactions();
    given++;
    boolean shared =
        after >= 0 && (after + 1) * faults.dropPercent() / 100 > after * faults.dropPercent() / 100;
    long notBefore = faults.keepTransactions() == 0 ? 0 : nextBlock + faults.keepTransactions();
    return new Handling(after < 0 || shared, notBefore);
  }

  @SuppressWarnings("ReferenceEquality") // The same faults set a second time count anew.
  private void begin(Faults faults) {
    if (faults != counted) {
      counted = faults;
      given = 0;
      refused = 0;
    }
  }
}
