package dev.runtimebridge.devnet.metadata;

/** Where the pallets stand in the calls and events of the devnet's runtimes. */
public final class PalletIndex {
  /** System, on both chains. */
  public static final int SYSTEM = 2;

  /** Timestamp, on both chains. */
  public static final int TIMESTAMP = 4;

  /** Balances, on both chains. */
  public static final int BALANCES = 41;

  /** Babe, on the relay chain. */
  public static final int BABE = 6;

  /** Grandpa, on the relay chain. */
  public static final int GRANDPA = 12;

  /** Paras, on the relay chain. */
  public static final int PARAS = 57;

  /** ParachainSystem, on the parachain. */
  public static final int PARACHAIN_SYSTEM = 22;

  /** ParachainInfo, on the parachain. */
  public static final int PARACHAIN_INFO = 23;

  /** PhalaMq, on the parachain. */
  public static final int PHALA_MQ = 99;

  /** PhalaLoad, on the parachain: values that only make blocks as large as they are on Khala. */
  public static final int PHALA_LOAD = 100;

  /** Utility, on the parachain. */
  public static final int UTILITY = 31;

  /** Proxy, on the parachain. */
  public static final int PROXY = 35;

  /** TransactionPayment, on the parachain. */
  public static final int TRANSACTION_PAYMENT = 43;

  /** Assets, on the parachain. */
  public static final int ASSETS = 70;

  /** PhalaRegistry, on the parachain. */
  public static final int PHALA_REGISTRY = 101;

  /** PhalaComputation, on the parachain. */
  public static final int PHALA_COMPUTATION = 102;

  /** PhalaStakePoolv2, on the parachain. */
  public static final int PHALA_STAKE_POOL = 103;

  /** PhalaBasePool, on the parachain. */
  public static final int PHALA_BASE_POOL = 104;

  /** PhalaWrappedBalances, on the parachain. */
  public static final int PHALA_WRAPPED_BALANCES = 105;

  /** DevnetGatekeeper, on the parachain: which workers must answer the heartbeat challenges. */
  public static final int DEVNET_GATEKEEPER = 106;

  private PalletIndex() {}
}
