package dev.runtimebridge.devnet.chain;

/**
 * What a runtime says of itself.
 *
 * @param name spec name
 * @param version spec version
 * @param transactionVersion version of the format of transactions
 * @param stateVersion how it writes its state
 */
public record RuntimeSpec(String name, int version, int transactionVersion, int stateVersion) {
  /** The relay chain's runtime. */
  public static final RuntimeSpec RELAY = new RuntimeSpec("devnet-relay", 1001, 3, 1);

  /** The parachain's runtime. */
  public static final RuntimeSpec PARA = new RuntimeSpec("devnet-para", 1251, 6, 0);
}
