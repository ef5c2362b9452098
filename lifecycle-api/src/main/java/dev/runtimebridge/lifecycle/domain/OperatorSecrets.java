package dev.runtimebridge.lifecycle.domain;

import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.UNAVAILABLE;

import dev.runtimebridge.schemas.v1.KeyFile;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.InvalidSecret;
import dev.runtimebridge.substrate.key.SealedBox;
import dev.runtimebridge.substrate.key.SecretUri;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Checks the secret of a pool's operator and seals it for the submitter, so that nothing else of
 * this service ever has it. What of it is held here is wiped; the request itself cannot be.
 */
public final class OperatorSecrets {
  private static final int SECRET_KEY_DIGITS = 2 * Sr25519KeyPair.SECRET_KEY_SIZE;
  private static final int LONGEST_KEY = SECRET_KEY_DIGITS + 2;

  private final Addresses addresses;
  private final Supplier<Optional<SealingTarget>> newestKey;

  /** A key file may take 128 MiB to open: one after another. */
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * Checks and seals.
   *
   * @param newestKey for whom secrets are sealed; empty while no submitter has said so
   */
  public OperatorSecrets(Addresses addresses, Supplier<Optional<SealingTarget>> newestKey) {
    this.addresses = addresses;
    this.newestKey = newestKey;
  }

  /** The operator that a request names, with the secret sealed; or why it cannot be one. */
  public Checked<SealedOperator> seal(SetPoolOperatorRequest request) {
    Checked<Optional<AccountId>> proxied = address("proxied", request.getProxied());
    Checked<Optional<AccountId>> expected =
        address("expected_account", request.getExpectedAccount());
    return Checked.all(request, List.of(proxied, expected))
        .then(good -> sealingKey())
        .then(key -> proxied.then(owner -> expected.then(it -> seal(request, key, owner, it))));
  }

  /** The account that the secret of a request belongs to; nothing of the secret is kept. */
  public static Checked<AccountId> account(SetPoolOperatorRequest request) {
    try (Sr25519KeyPair pair = open(request)) {
      return Checked.valid(pair.account());
    } catch (InvalidSecret e) {
      return Checked.invalid("%s: %s".formatted(field(request), e.getMessage()));
    }
  }

  private Checked<Optional<AccountId>> address(String field, String text) {
    return text.isEmpty()
        ? Checked.valid(Optional.empty())
        : addresses.parse(field, text).map(Optional::of).at(field);
  }

  private Checked<SealingTarget> sealingKey() {
    return newestKey
        .get()
        .map(Checked::valid)
        .orElseGet(
            () ->
                Checked.refused(
                    UNAVAILABLE,
                    "no submitter has published a key to seal secrets for: start the submitter and"
                        + " try again; nothing was stored"));
  }

  private Checked<SealedOperator> seal(
      SetPoolOperatorRequest request,
      SealingTarget key,
      Optional<AccountId> proxied,
      Optional<AccountId> expected) {
    turn.lock();
    try (Sr25519KeyPair pair = open(request)) {
      AccountId account = pair.account();
      if (expected.isPresent() && !expected.get().equals(account)) {
        return Checked.<SealedOperator>invalid(
                "expected_account %s is not the account of this secret, which is %s: give the secret of that account, or leave the field out"
                    .formatted(request.getExpectedAccount(), addresses.text(account)))
            .at("expected_account");
      }
      if (proxied.isPresent() && proxied.get().equals(account)) {
        return Checked.<SealedOperator>invalid(
                "proxied %s is the operator itself: leave the field out where the operator owns the pool"
                    .formatted(request.getProxied()))
            .at("proxied");
      }
      SealedBox secret = sealed(request.getPid(), pair, key);
      return Checked.valid(new SealedOperator(account, proxied, key.keyId(), secret));
    } catch (InvalidSecret e) {
      return Checked.<SealedOperator>invalid("%s: %s".formatted(field(request), e.getMessage()))
          .at(field(request));
    } finally {
      turn.unlock();
    }
  }

  private static SealedBox sealed(long pid, Sr25519KeyPair pair, SealingTarget key) {
    byte[] secretKey = pair.secretKey();
    try {
      return SealedBox.seal(
          key.publicKey(), SealedBox.additionalData(pid, pair.account()), secretKey);
    } finally {
      Arrays.fill(secretKey, (byte) 0);
    }
  }

  private static String field(SetPoolOperatorRequest request) {
    return switch (request.getSecretCase()) {
      case SECRET_URI -> "secret_uri";
      case SECRET_KEY -> "secret_key";
      case KEY_FILE -> "key_file";
      case SECRET_NOT_SET -> "secret";
    };
  }

  private static Sr25519KeyPair open(SetPoolOperatorRequest request) throws InvalidSecret {
    return switch (request.getSecretCase()) {
      case SECRET_URI -> {
        char[] uri = request.getSecretUri().toCharArray();
        try {
          yield SecretUri.open(uri);
        } finally {
          Arrays.fill(uri, '\0');
        }
      }
      case SECRET_KEY -> openKey(request.getSecretKey());
      case KEY_FILE -> openFile(request.getKeyFile());
      case SECRET_NOT_SET ->
          throw new InvalidSecret("it is missing; give one of secret_uri, secret_key and key_file");
    };
  }

  private static Sr25519KeyPair openFile(KeyFile file) throws InvalidSecret {
    char[] password = file.getPassword().toCharArray();
    try {
      return dev.runtimebridge.substrate.key.KeyFile.open(file.getJson(), password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static Sr25519KeyPair openKey(String text) throws InvalidSecret {
    int from = text.startsWith("0x") ? 2 : 0;
    if (text.length() > LONGEST_KEY || text.length() - from != SECRET_KEY_DIGITS) {
      throw new InvalidSecret(
          "a secret key has %d hexadecimal digits, this one has %d; check that it is complete"
              .formatted(SECRET_KEY_DIGITS, text.length() - from));
    }
    byte[] key = new byte[Sr25519KeyPair.SECRET_KEY_SIZE];
    try {
      for (int i = 0; i < SECRET_KEY_DIGITS; i++) {
        char digit = text.charAt(from + i);
        int value = digit < 128 ? Character.digit(digit, 16) : -1;
        if (value < 0) {
          throw new InvalidSecret("digit %d is not hexadecimal".formatted(i + 1));
        }
        key[i / 2] = (byte) ((key[i / 2] << 4) | value);
      }
      return Sr25519KeyPair.fromSecretKey(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
