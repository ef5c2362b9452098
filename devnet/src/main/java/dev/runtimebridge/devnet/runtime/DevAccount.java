package dev.runtimebridge.devnet.runtime;

import dev.runtimebridge.substrate.Bytes;
import java.util.Locale;

/**
 * Accounts whose secrets everybody knows, as on any development chain: {@code //Alice} and the
 * others.
 *
 * @see <a
 *     href="https://docs.rs/sp-keyring/latest/sp_keyring/sr25519/enum.Keyring.html">sp_keyring::sr25519</a>
 */
public enum DevAccount {
  /** Owner of pool 1; also speaks for the network's governance. */
  ALICE("d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"),
  /** Manages pool 1 as Alice's proxy. */
  BOB("8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48"),
  /** Owner of pool 2. */
  CHARLIE("90b5ab205c6974c9ea841be688864633dc9ca8a357843eeacf2314649965fe22"),
  /** Has nothing but money. */
  DAVE("306721211d5404bd9da88e0204360a1a9ab8b87c66c1bc2fcdd37f3c2222cc20"),
  /** Has nothing but money. */
  EVE("e659a7a1628cdd93febc04a4e0646ea20e9f5f0ce097d9a05290d4a9e054df4e"),
  /** Manages both pools as their owners' proxy. */
  FERDIE("1cbd2d43530a44705ad088af313e18f80b53ef16b36177cd4b77b846f2a5f07c");

  private final String hex;

  DevAccount(String hex) {
    this.hex = hex;
  }

  /** The 32 bytes of the account, its public key. */
  public Bytes account() {
    return Bytes.fromHex(hex);
  }

  /** The secret URI, such as {@code //Alice}. */
  public String uri() {
    return "//" + name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }
}
