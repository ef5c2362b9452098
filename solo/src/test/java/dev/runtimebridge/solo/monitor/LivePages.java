package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What pages show by themselves while chains and workers go on. */
abstract class LivePages extends PageTests {
  private static final Pattern A_HEIGHT = Pattern.compile("[1-9][0-9,]*");

  LivePages(Desk desk) {
    super(desk);
  }

  @Test
  @Order(1)
  void shouldShowBothChainsWorkersAlertsAndBalancesOnTheOverview() {
    desk.go("");
    for (String chain : new String[] {"Relay chain", "Parachain"}) {
      Locator height = desk.card(chain).locator(".figure").first();
      assertThat(height).hasText(A_HEIGHT);
      String before = height.textContent();
      assertThat(height).not().hasText(before);
      assertThat(desk.card(chain)).containsText("behind");
      assertThat(desk.card(chain)).containsText("blocks/s");
      assertThat(desk.card(chain)).containsText("until the tip");
      assertThat(desk.card(chain)).containsText("healthy");
    }
    assertThat(page.locator("figure.chart svg")).isVisible();
    assertThat(desk.card("How far workers are behind").locator(".column")).hasCount(6);
    assertThat(desk.card("Operators")).containsText("demo-owned");
    assertThat(desk.card("Alerts")).isVisible();
    desk.card("Workers").locator(".legend a").filter(Desk.having("Stopped")).click();
    assertThat(desk.row("csv-1")).isVisible();
    assertThat(page.locator("#filter-stage")).hasValue("DISABLED");
    desk.button("Clear").first().click();
    assertThat(desk.row("worker-0000")).isVisible();
    assertThat(page.locator("#filter-stage")).hasValue("");
  }

  @Test
  @Order(2)
  void shouldShowAWorkerWithAllThatIsKnownOfIt() {
    desk.goToWorker("worker-0000");
    assertThat(page.getByText("Why is it in this state?")).isVisible();
    assertThat(desk.card("What happened").locator(".timeline li").first()).isVisible();
    Locator height = desk.card("Heights").locator(".meter-row b").last();
    String before = height.textContent();
    assertThat(height).not().hasText(before);
    assertThat(desk.card("pRuntime").locator(".meter-row")).containsText("MiB");
    assertThat(desk.fact("On the chain", "Session")).isVisible();
    assertThat(desk.fact("On the chain", "Rewards in this session")).isVisible();
    assertThat(desk.fact("On the chain", "Score")).isVisible();
    assertThat(desk.card("Transactions").locator("tbody tr").first()).isVisible();
  }

  @Test
  @Order(3)
  void shouldShowNodes() {
    desk.go("nodes");
    assertThat(desk.card("Relay chain").getByText("Healthy").first()).isVisible();
    assertThat(desk.card("Parachain").getByText("In use").first()).isVisible();
  }

  @Test
  @Order(4)
  void shouldShowTransactionsByStateAndPoolWithTheirSteps() {
    desk.go("transactions");
    Locator rows = desk.card("Transactions").locator("tbody tr");
    assertThat(rows.filter(Desk.having("Done")).first())
        .isVisible(new IsVisibleOptions().setTimeout(Desk.SLOW_MS));
    desk.button("Done").click();
    assertThat(desk.button("Done")).hasAttribute("aria-pressed", "true");
    assertThat(rows.first()).isVisible();
    assertEquals(rows.count(), rows.filter(Desk.having("Done")).count());
    page.getByLabel("Pool").selectOption("2");
    assertThat(rows.filter(Desk.having("worker-0001")).first()).isVisible();
    assertThat(rows.filter(Desk.having("worker-0000"))).hasCount(0);
    desk.button("Done").click();
    desk.button("Failed").click();
    assertThat(page.getByText("No transactions")).isVisible();
    desk.button("Failed").click();
    page.getByLabel("Pool").selectOption("");
    rows.filter(Desk.having("Done")).locator("a").first().click();
    assertThat(desk.card("Steps").locator("li").last()).containsText("Done");
    assertThat(desk.fact("Facts", "Block")).hasText(A_HEIGHT);
    assertThat(desk.fact("Facts", "Fee")).containsText("PHA");
    desk.go("nodes");
    assertThat(page.locator(".rail-foot")).containsText("Live");
  }

  @Test
  @Order(5)
  void shouldShowSettingsAndKeepTheThemeThatIsChosen() {
    desk.go("settings");
    assertThat(page.getByText("bridge.topics.prefix").first()).isVisible();
    assertThat(desk.fact("You", "Role")).hasText("operator");
    page.getByLabel("dark").check();
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    page.reload();
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    page.getByLabel("system").check();
    assertThat(page.locator("html")).not().hasAttribute("data-theme", "dark");
  }

  @Test
  @Order(6)
  void shouldShowTheColumnsThatAreChosenWithWhatBelongsInThem() {
    desk.go("workers?q=worker-0000");
    desk.button("Columns").click();
    page.getByLabel("pRuntime version").check();
    page.getByLabel("Message (what is in its way)").uncheck();
    desk.submit("Done");
    assertThat(desk.button("Columns")).isFocused();
    assertThat(page.locator("#workers-table th").filter(Desk.having("Message"))).hasCount(0);
    assertThat(desk.row("worker-0000")).containsText(Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+"));
    desk.button("Columns").click();
    desk.submit("As usual");
    desk.submit("Done");
    assertThat(page.locator("#workers-table th").filter(Desk.having("Message"))).hasCount(1);
  }
}
