package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A pool from its creation to its end. */
abstract class PoolPages extends PageTests {
  PoolPages(Desk desk) {
    super(desk);
  }

  @Test
  @Order(1)
  void shouldCreateAPoolWithAllThatIsWrongBesideItsFields() {
    desk.go("pools");
    desk.button("Add pool").click();
    page.getByLabel("Number on the chain").fill("many");
    page.getByLabel("Name").fill("north");
    desk.submit("Add pool");
    assertThat(page.locator("#field-pid-fault")).isVisible();
    page.getByLabel("Number on the chain").fill("1");
    desk.submit("Add pool");
    assertThat(desk.dialog().getByText("taken by pool")).isVisible();
    page.getByLabel("Number on the chain").fill("77");
    page.getByLabel("Sync only").check();
    desk.submit("Add pool");
    assertThat(desk.dialog()).isHidden();
    assertThat(desk.button("Add pool")).isFocused();
    desk.goToPool("north");
    assertThat(desk.fact("Operator", "Mode")).hasText("sync only");
    assertThat(desk.card("History").locator(".timeline li").first()).isVisible();
  }

  @Test
  @Order(2)
  void shouldTakeInWhatSomebodyElseHasChangedAndKeepWhatWasTyped() {
    desk.goToPool("north");
    desk.button("Edit").click();
    page.getByLabel("Name").fill("north-hall");
    assertEquals(200, desk.call("PATCH", "/v1/pools/77", "{\"syncOnly\":false}").status());
    desk.submit("Save");
    assertThat(desk.dialog().getByText("Somebody else has changed it")).isVisible();
    desk.submit("Take their change in");
    assertThat(desk.dialog().getByText("Sync only is off now")).isVisible();
    assertThat(page.getByLabel("Sync only")).not().isChecked();
    assertThat(page.getByLabel("Name")).hasValue("north-hall");
    desk.submit("Save");
    assertThat(desk.heading()).hasText("north-hall");
    assertThat(desk.fact("Operator", "Mode")).hasText("computing");
  }

  @Test
  @Order(3)
  void shouldDeleteAPoolWithoutWorkersOnly() {
    desk.goToPool("demo-owned");
    desk.button("Delete").click();
    desk.submit("Delete pool");
    assertThat(desk.dialog().locator(".notice.bad")).containsText("worker");
    desk.submit("Cancel");
    desk.goToPool("north-hall");
    desk.button("Delete").click();
    desk.submit("Delete pool");
    assertThat(desk.heading()).hasText("Pools");
    assertThat(page.locator("#main").getByText("north-hall")).hasCount(0);
  }
}
