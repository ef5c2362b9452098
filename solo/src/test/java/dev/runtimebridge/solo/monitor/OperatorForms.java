package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.options.FilePayload;
import dev.runtimebridge.devnet.runtime.DevAccount;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.SecretUri;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import dev.runtimebridge.substrate.key.Ss58;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who signs for a pool, given in each way that there is; the secret is nowhere afterwards. */
abstract class OperatorForms extends PageTests {
  private static final String POOL = "signed";
  private static final String SEED =
      "0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e";

  OperatorForms(Desk desk) {
    super(desk);
  }

  @BeforeAll
  void createPool() {
    String pool = "{\"pid\":\"78\",\"name\":\"%s\"}".formatted(POOL);
    assertEquals(200, desk.call("POST", "/v1/pools", pool).status());
    desk.goToPool(POOL);
  }

  @AfterAll
  void deletePool() {
    assertEquals(200, desk.call("DELETE", "/v1/pools/78", "").status());
  }

  @Test
  @Order(1)
  void shouldTakeAMnemonicOrADevelopmentName() {
    open("Set operator");
    page.getByLabel("Mnemonic").fill("not a mnemonic");
    desk.submit("Set operator");
    assertThat(page.locator("#field-secret-fault")).isVisible();
    page.getByLabel("Mnemonic").fill("//Dave");
    set(address(DevAccount.DAVE), "//Dave");
    assertThat(desk.fact("Operator", "On behalf of")).hasText("itself");
  }

  @Test
  @Order(2)
  void shouldTakeASecretKeyThatBelongsToTheAccountExpected() throws Exception {
    JsonNode vector = keystore();
    String key = vector.at("/opened/secretKey").asText();
    String account = text(AccountId.fromHex(vector.at("/opened/publicKey").asText()));
    open("Change operator");
    page.getByLabel("Given as").selectOption("key");
    page.getByLabel("Secret key").fill("0x12");
    desk.submit("Set operator");
    assertThat(page.locator("#field-secret-fault")).isVisible();
    page.getByLabel("Secret key").fill(key);
    page.getByLabel("must belong to").fill(address(DevAccount.EVE));
    desk.submit("Set operator");
    assertThat(page.locator("#field-expected-fault")).isVisible();
    page.getByLabel("must belong to").fill(account);
    set(account, key);
  }

  @Test
  @Order(3)
  void shouldTakeAKeyFileWithItsPasswordAndTheAccountThatItActsFor() throws Exception {
    JsonNode vector = keystore();
    open("Change operator");
    page.getByLabel("Given as").selectOption("file");
    page.getByLabel("Key file")
        .setInputFiles(
            new FilePayload(
                "key.json",
                "application/json",
                vector.get("json").toString().getBytes(StandardCharsets.UTF_8)));
    page.getByLabel("Password of the file").fill("wrong");
    desk.submit("Set operator");
    assertThat(desk.dialog().locator(".fault")).containsText("password");
    String password = vector.get("password").asText();
    page.getByLabel("Password of the file").fill(password);
    page.getByLabel("Owner of the pool").fill("nobody");
    desk.submit("Set operator");
    assertThat(page.locator("#field-proxied-fault")).isVisible();
    String owner = address(DevAccount.EVE);
    page.getByLabel("Owner of the pool").fill(owner);
    set(text(AccountId.fromHex(vector.at("/opened/publicKey").asText())), "\"encoded\"");
    assertThat(desk.fact("Operator", "On behalf of").locator(".copy"))
        .hasAttribute("title", "Copy " + owner);
  }

  @Test
  @Order(4)
  void shouldTakeASeed() throws Exception {
    open("Change operator");
    page.getByLabel("Mnemonic").fill(SEED);
    try (Sr25519KeyPair pair = SecretUri.open(SEED.toCharArray())) {
      set(text(pair.account()), SEED);
    }
  }

  /** Whoever has no money is told of, on every page. */
  @Test
  @Order(5)
  void shouldWarnOfAnOperatorWithoutFunds() {
    assertThat(desk.fact("Operator", "Free balance")).containsText("Low");
    desk.go("alerts");
    assertThat(page.locator(".alert").filter(Desk.having("pool 78"))).containsText("Send PHA");
    page.locator(".alert a").filter(Desk.having(POOL)).first().click();
    assertThat(desk.heading()).hasText(POOL);
  }

  @Test
  @Order(6)
  void shouldRemoveTheOperator() {
    desk.button("Remove operator").click();
    desk.submit("Remove operator");
    assertThat(desk.button("Set operator")).isVisible();
    assertThat(desk.fact("Operator", "Signs")).containsText("Nobody");
    assertThat(desk.events("operator removed.*by operator")).hasCount(1);
  }

  private void open(String word) {
    desk.button(word).click();
    assertThat(page.locator("#dialog-title")).containsText(POOL);
  }

  private void set(String account, String secret) {
    desk.submit("Set operator");
    assertThat(desk.dialog()).isHidden();
    assertThat(desk.fact("Operator", "Signs").locator(".copy"))
        .hasAttribute("title", "Copy " + account);
    assertFalse(page.content().contains(secret), "the secret is nowhere on the page");
  }

  private static String address(DevAccount account) {
    return text(new AccountId(account.account()));
  }

  private static String text(AccountId account) {
    return Ss58.encode(account, Ss58.PHALA);
  }

  /** A file that polkadot-js has written, with what it holds. */
  private static JsonNode keystore() throws IOException {
    Path file = Path.of(System.getProperty("shared.data"), "vectors", "keystores.json");
    return new ObjectMapper().readTree(file.toFile()).get(0);
  }
}
