package dev.runtimebridge.lifecycle.ctl.inventory;

import java.util.Optional;

/**
 * Who signs for a pool. A declaration only says where the secret is kept, never what it is.
 *
 * @param account address that the secret has to belong to; empty for whatever it is
 * @param proxied address of the pool's owner, where that is somebody else
 * @param secret where the secret is kept; empty for one that is asked for
 */
public record DeclaredOperator(
    Optional<String> account, Optional<String> proxied, Optional<SecretPlace> secret) {

  /** Where a secret is kept. */
  public sealed interface SecretPlace {
    /** A file with a mnemonic, a seed, a secret key or a development name. */
    record SecretFile(String path) implements SecretPlace {
      @Override
      public String toString() {
        return "file " + path;
      }
    }

    /** The same in a variable of the environment. */
    record SecretVariable(String name) implements SecretPlace {
      @Override
      public String toString() {
        return "variable " + name;
      }
    }

    /** A key file of polkadot-js, and where its password is kept if it has one. */
    record KeyFile(String path, Optional<SecretPlace> password) implements SecretPlace {
      @Override
      public String toString() {
        return "key file " + path;
      }
    }
  }
}
