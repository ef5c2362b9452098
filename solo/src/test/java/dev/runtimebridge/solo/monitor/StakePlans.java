package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/** Other stakes for workers: asked for, told what they take, confirmed. */
abstract class StakePlans extends PageTests {
  StakePlans(Desk desk) {
    super(desk);
  }

  @Test
  void shouldSetOneStakeForAllAfterThePlan() {
    desk.go("workers?q=worker-000");
    page.getByLabel("Select worker-0000").check();
    page.getByLabel("Select worker-0001").check();
    Desk.button(page.locator(".selection"), "Set stakes").click();
    page.getByLabel("Stake of each in PHA").fill("much");
    desk.submit("Check");
    assertThat(page.locator("#field-stake-fault")).isVisible();
    page.getByLabel("Stake of each in PHA").fill("2000");
    confirm("2,000 PHA", "2,000 PHA");
    desk.button("Clear selection").click();
    configured("worker-0000", "2,000 PHA");
    configured("worker-0001", "2,000 PHA");
  }

  @Test
  void shouldSetEachItsOwnFromThePoolsPage() {
    desk.goToPool("demo-proxied");
    desk.button("Set stakes").click();
    page.getByLabel("each its own").check();
    page.getByLabel("Stake of worker-0000").fill("2100");
    page.getByLabel("Stake of worker-0002").fill("2200.5");
    confirm("2,100 PHA", "2,200.5 PHA");
    assertThat(desk.button("Set stakes")).isFocused();
    configured("worker-0000", "2,100 PHA");
    configured("worker-0002", "2,200.5 PHA");
  }

  private void confirm(String first, String second) {
    desk.submit("Check");
    Locator rows = desk.dialog().locator("tbody tr");
    assertThat(rows.nth(0)).containsText(first);
    assertThat(rows.nth(1)).containsText(second);
    assertThat(rows.nth(0).locator("td.why")).not().isEmpty();
    Locator later = page.getByLabel("that the chain does not take now");
    if (later.count() > 0) {
      later.check();
    }
    assertThat(page.locator("#confirm")).containsText("Change 2 stakes");
    page.locator("#confirm").click();
    assertThat(desk.dialog().getByText("2 changed")).isVisible();
    desk.submit("Close");
    assertThat(desk.dialog()).isHidden();
  }

  private void configured(String worker, String stake) {
    desk.goToWorker(worker);
    assertThat(desk.fact("Configuration", "Stake")).hasText(stake);
  }
}
