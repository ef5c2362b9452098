package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** One worker, created and changed by its form. */
abstract class WorkerForms extends PageTests {
  WorkerForms(Desk desk) {
    super(desk);
  }

  @Test
  @Order(1)
  void shouldAddAWorkerWithFaultsBesideTheirFields() {
    desk.go("workers");
    desk.button("Add worker").click();
    page.getByLabel("Name").fill("web-1");
    page.getByLabel("Endpoint of pRuntime").fill("nonsense");
    page.getByLabel("Stake in PHA").fill("much");
    desk.submit("Add worker");
    assertThat(page.locator(".field.invalid")).hasCount(2);
    assertThat(page.getByLabel("Endpoint of pRuntime")).isFocused();
    page.getByLabel("Endpoint of pRuntime").fill("http://127.0.0.1:9");
    page.getByLabel("Stake in PHA").fill("1500.5");
    desk.submit("Add worker");
    assertThat(desk.heading()).hasText("web-1");
    // Nobody listens there: the monitor says so, and what is done about it.
    assertThat(page.locator(".why-box"))
        .containsText(Pattern.compile("reach|refused", Pattern.CASE_INSENSITIVE));
  }

  @Test
  @Order(2)
  void shouldChangeWhatWasTypedAndNothingElse() {
    desk.button("Edit").click();
    page.getByLabel("Stake in PHA").fill("-1");
    desk.submit("Save");
    assertThat(page.locator("#field-stake-fault")).isVisible();
    page.getByLabel("Stake in PHA").fill("1600");
    desk.submit("Save");
    assertThat(desk.dialog()).isHidden();
    assertThat(desk.button("Edit")).isFocused();
    assertThat(desk.fact("Configuration", "Stake")).hasText("1,600 PHA");
    assertThat(desk.fact("Configuration", "Endpoint")).hasText("http://127.0.0.1:9");
  }

  @Test
  @Order(3)
  void shouldTakeInWhatSomebodyElseHasChangedAndKeepWhatWasTyped() {
    String path = page.url().substring(page.url().indexOf("workers/"));
    desk.button("Edit").click();
    page.getByLabel("Endpoint of pRuntime").fill("http://127.0.0.1:11");
    String another = "{\"stake\":\"1700\",\"endpoint\":\"http://127.0.0.1:10\"}";
    assertEquals(200, desk.call("PATCH", "/v1/" + path, another).status());
    desk.submit("Save");
    assertThat(desk.dialog().getByText("Somebody else has changed it")).isVisible();
    assertThat(desk.dialog().getByText("Nothing was saved")).isVisible();
    desk.submit("Take their change in");
    assertThat(desk.dialog().getByText("Stake is 1700 now.")).isVisible();
    assertThat(desk.dialog().getByText("Endpoint is http://127.0.0.1:10 now, what you typed"))
        .isVisible();
    assertThat(page.getByLabel("Stake in PHA")).hasValue("1700");
    assertThat(page.getByLabel("Endpoint of pRuntime")).hasValue("http://127.0.0.1:11");
    desk.submit("Save");
    assertThat(desk.dialog()).isHidden();
    assertThat(desk.fact("Configuration", "Endpoint")).hasText("http://127.0.0.1:11");
    assertThat(desk.fact("Configuration", "Stake")).hasText("1,700 PHA");
  }

  @Test
  @Order(4)
  void shouldAddAWorkerStoppedAndLetItsModeBeChosen() {
    desk.go("workers?pid=2");
    desk.button("Add worker").click();
    assertThat(page.getByLabel("Pool").last()).hasValue("2");
    page.getByLabel("Name").fill("web-2");
    page.getByLabel("Endpoint of pRuntime").fill("http://127.0.0.1:12");
    page.getByLabel("Stake in PHA").fill("0.5");
    page.getByLabel("Sync only").check();
    page.getByLabel("Add it stopped").check();
    desk.submit("Add worker");
    assertThat(desk.heading()).hasText("web-2");
    assertThat(page.locator(".page-head .badge")).containsText("Stopped");
    assertThat(desk.fact("Configuration", "Mode")).hasText("sync only");
    assertThat(desk.fact("Configuration", "Enabled")).hasText("no");
    desk.button("Edit").click();
    page.getByLabel("Sync only").uncheck();
    page.getByLabel("Gatekeeper").check();
    page.locator("#field-pid").selectOption("1");
    page.getByLabel("Name").fill("web-0");
    desk.submit("Save");
    assertThat(desk.heading()).hasText("web-0");
    assertThat(desk.fact("Configuration", "Mode")).hasText("gatekeeper");
    assertThat(page.locator(".page-head").getByText("demo-proxied")).isVisible();
  }
}
