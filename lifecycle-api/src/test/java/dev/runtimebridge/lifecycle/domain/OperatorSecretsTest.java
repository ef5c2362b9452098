package dev.runtimebridge.lifecycle.domain;

import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.INVALID_VALUE;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.UNAVAILABLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.schemas.v1.KeyFile;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.InvalidSecret;
import dev.runtimebridge.substrate.key.SealedBox;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import dev.runtimebridge.substrate.key.SecretUri;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorSecretsTest {
  private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
  private static final String BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

  private final SealingKeyPair submitter = SealingKeyPair.generate();
  private final OperatorSecrets secrets =
      new OperatorSecrets(
          Addresses.PHALA,
          () -> Optional.of(new SealingTarget(submitter.keyId(), submitter.publicKey())));

  @Test
  void shouldSealWhatOnlyTheSubmitterOpens() throws InvalidSecret {
    SealedOperator operator =
        accepted(request().setSecretUri("//Alice").setProxied(BOB).setExpectedAccount(ALICE));
    AccountId account = operator.account();
    try (Sr25519KeyPair alice = SecretUri.open("//Alice".toCharArray())) {
      assertEquals(alice.account(), account);
      assertArrayEquals(alice.secretKey(), opened(operator, account));
    }
    assertEquals(BOB, operator.proxied().map(new Addresses(42)::text).orElseThrow());
    assertEquals(submitter.keyId(), operator.keyId());
  }

  @Test
  void shouldTakeASecretKeyWithAndWithout0x() throws InvalidSecret {
    try (Sr25519KeyPair alice = SecretUri.open("//Alice".toCharArray())) {
      String key = Hex.encode(alice.secretKey());
      var with = accepted(request().setSecretKey(key));
      var without = accepted(request().setSecretKey(key.substring(2)));
      assertEquals(with.account(), without.account());
      assertEquals(Optional.empty(), with.proxied());
    }
  }

  @Test
  void shouldNameTheFieldAndNeverTheSecret() {
    refused(
        "secret_uri: word 2 of the mnemonic",
        request().setSecretUri("abandon hunter22 ".repeat(6)));
    refused("secret_uri: the checksum", request().setSecretUri("abandon ".repeat(12)));
    refused("secret_key: a secret key has 128", request().setSecretKey("hunter22"));
    refused("secret_key: digit 1 ", request().setSecretKey("hunter22".repeat(16)));
    refused(
        "key_file: this is no key file",
        request().setKeyFile(KeyFile.newBuilder().setJson("hunter22").setPassword("hunter22")));
    refused("secret: it is missing", request());
  }

  @Test
  void shouldRefuseAddressesThatAreWrong() {
    var alice = request().setSecretUri("//Alice");
    refused("expected_account", alice.clone().setExpectedAccount(BOB));
    refused("proxied is no SS58 address", alice.clone().setProxied(BOB.replace('m', 'n')));
    refused(
        "proxied " + quoted(POLKADOT_ALICE) + " is an address of network 0",
        alice.clone().setProxied(POLKADOT_ALICE));
    refused("is the operator itself", alice.clone().setProxied(ALICE));
  }

  @Test
  void shouldWaitForASubmitter() {
    var nobody = new OperatorSecrets(Addresses.PHALA, Optional::empty);
    assertTrue(
        nobody.seal(request().setSecretUri("//Alice").build())
                instanceof Checked.Refused<SealedOperator>(Refusal refusal)
            && refusal.reason() == UNAVAILABLE
            && refusal.sentence().contains("submitter"));
  }

  private static final String POLKADOT_ALICE = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5";

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private byte[] opened(SealedOperator operator, AccountId account) throws InvalidSecret {
    return operator.secret().open(submitter, SealedBox.additionalData(7, account));
  }

  private SealedOperator accepted(SetPoolOperatorRequest.Builder request) {
    return switch (secrets.seal(request.build())) {
      case Checked.Valid<SealedOperator>(SealedOperator operator) -> operator;
      case Checked.Refused<SealedOperator>(Refusal refusal) ->
          throw new AssertionError(refusal.sentence());
    };
  }

  private void refused(String says, SetPoolOperatorRequest.Builder request) {
    switch (secrets.seal(request.build())) {
      case Checked.Valid<SealedOperator> _ -> throw new AssertionError("expected: " + says);
      case Checked.Refused<SealedOperator>(Refusal refusal) -> {
        assertEquals(INVALID_VALUE, refusal.reason());
        assertTrue(refusal.sentence().contains(says), refusal.sentence());
        assertFalse(refusal.sentence().contains("hunter"), refusal.sentence());
      }
    }
  }

  private static SetPoolOperatorRequest.Builder request() {
    return SetPoolOperatorRequest.newBuilder().setPid(7);
  }
}
