package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages of rounds and stakes on a running demo. {@code -Dtest.screenshots=DIR} keeps a picture
 * of each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RoundsMonitorIT {
  private static final double PATIENCE_MS = 15_000;
  private static final double SLOW_MS = 180_000;
  private static final String FIELD = "pop=given&given=5000,420,1000&tasks=5";

  private Browser browser;
  private DemoMonitor demo;
  private BrowserContext desk;
  private Page page;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    browser = Browser.startOrSkip();
    demo = DemoMonitor.start(folder);
    desk = browser.profile(1360, 900, ColorScheme.LIGHT);
    page = desk.newPage();
    page.navigate(demo.link());
    assertThat(heading()).hasText("Overview");
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @AfterEach
  void pagesDoNotComplain() {
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  @Order(1)
  void shouldCalculateTheFiguresOnAGivenPopulation() {
    go("calculator?" + FIELD + "&pid=none&m=300,0&m=420,0&m=420,20000");
    assertThat(machine("machine 1")).containsText(Pattern.compile("0\\.05[12]\\d? %"));
    assertThat(figure("Chance over stake"))
        .hasAttribute("aria-label", Pattern.compile("from 0\\.0519 % at 0 to 0\\.174 % at 20,000"));
    assertThat(page.locator("section[aria-label='The same for several'] polyline")).hasCount(3);
    page.getByLabel("First").selectOption("m1");
    page.getByLabel("Second").selectOption("m2");
    assertThat(page.locator("section[aria-label='Two machines, one budget'] .at"))
        .hasText(Pattern.compile("best: 10,000 PHA and 10,000 PHA"));
    page.getByLabel("Wished chance").fill("0.1");
    assertThat(page.locator("#field-wish-hint")).hasText(Pattern.compile("takes [0-9.,]+ PHA"));
    page.getByLabel("Budget, PHA").fill("-3");
    assertThat(page.locator("section[aria-label='Best split'] .notice.bad"))
        .containsText("negative");
    page.getByLabel("Budget, PHA").fill("40000");
    assertThat(page.locator("section[aria-label='Planned stakes'] tbody tr")).hasCount(3);
    assertThat(page.locator("section[aria-label='Best split']"))
        .containsText("Gain over equal parts");
  }

  @Test
  @Order(2)
  void shouldTakeAMachineInAndOutByItsProcessor() {
    go("calculator?" + FIELD + "&pid=none");
    page.getByText("Add a machine that is no worker here").click();
    page.getByLabel("Cores").fill("4");
    page.getByLabel("Feature level").fill("4");
    button("Add").click();
    assertThat(machine("machine 1")).containsText("400");
    page.locator("section[aria-label='Your machines']").getByText("remove").click();
    assertThat(page.getByText("No machines")).isVisible();
  }

  @Test
  @Order(3)
  void shouldTurnAPlanIntoStakesOfTheWorkers() {
    go("calculator?" + FIELD + "&budget=9000");
    Locator split = page.locator("section[aria-label='Planned stakes']");
    assertThat(split.locator("tbody tr").first()).isVisible();
    page.locator("#change-stakes").click();
    assertThat(dialog().locator("tbody tr").first()).isVisible();
    assertThat(dialog().locator(".facts").first()).containsText("free");
    assertEquals(List.of(), Accessibility.faults(page));
    keep("change-stakes", "LIGHT");
    assertThat(page.locator("#confirm")).isEnabled();
    // Scores may have come since the plan was looked at: what counts is what is confirmed.
    Locator row = dialog().locator("tbody tr").first();
    String worker = row.locator("td").first().textContent();
    String planned = row.locator("td").nth(2).textContent();
    page.locator("#confirm").click();
    assertThat(dialog().getByText(Pattern.compile("[1-9] changed"))).isVisible();
    assertThat(dialog().getByText("refused")).hasCount(0);
    dialog().getByText("Close", new Locator.GetByTextOptions().setExact(true)).click();
    machine(worker.strip()).locator("a").click();
    assertThat(page.locator(".card[aria-label='Configuration']")).containsText(planned.strip());
  }

  @Test
  @Order(4)
  void shouldShowEachRoundAsItIsDrawnComputedAndPaid() {
    go("rounds");
    Locator first = page.locator("tr[data-round]").first();
    assertThat(page.locator("tr[data-round] .drawn .badge", hasText("Done")).first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SLOW_MS));
    String before = first.getAttribute("data-round");
    assertThat(first)
        .not()
        .hasAttribute(
            "data-round", before, new LocatorAssertions.HasAttributeOptions().setTimeout(SLOW_MS));
    Locator paid = page.locator("tr[data-round]", hasText("Done")).last();
    assertThat(paid).containsText("30,000");
    paid.locator("a").first().click();
    assertThat(heading()).hasText(Pattern.compile("Round [0-9]+"));
    assertThat(page.getByText("Same workers")).isVisible();
    assertThat(page.locator("section[aria-label='Candidates'] tbody tr").first()).isVisible();
    assertThat(page.locator("section[aria-label='What it paid']")).containsText("Treasury");
    page.locator("section[aria-label='Drawn'] tbody a").first().click();
    assertThat(heading()).hasText(Pattern.compile("worker-000[0-9]"));
    go("rounds");
    assertThat(page.locator("section[aria-label='Earned by workers'] tbody tr").first())
        .containsText(Pattern.compile("[1-9]"));
    assertThat(page.locator("section[aria-label='Earned by pools'] tbody tr").first())
        .containsText(Pattern.compile("[1-9]"));
  }

  @Test
  @Order(5)
  void shouldBeAccessibleInLightAndDarkAndFitAPhone() {
    var faults = new ArrayList<String>();
    go("rounds");
    String round =
        page.locator("tr[data-round]", hasText("Done")).last().getAttribute("data-round");
    List<String> pages = List.of("rounds", "rounds/" + round, "calculator");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (String path : pages) {
        visit(path);
        keep(path, scheme.name());
        Accessibility.faults(page).forEach(it -> faults.add(scheme + " /" + path + " " + it));
      }
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(390, 844);
    for (String path : pages) {
      visit(path);
      keep(path, "PHONE");
      int over = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
      if (over > 0) {
        faults.add("phone /" + path + " is " + over + " pixels too wide");
      }
    }
    page.setViewportSize(1360, 900);
    assertEquals(List.of(), faults);
  }

  @Test
  @Order(6)
  void shouldBeReachedFromTheKeyboard() {
    go("");
    page.locator("body").press("g");
    page.keyboard().press("r");
    assertThat(heading()).hasText("Rounds");
    page.locator("body").press("g");
    page.keyboard().press("c");
    assertThat(heading()).hasText("Calculator");
    Locator choose = page.getByLabel("Choose worker-0000");
    choose.focus();
    page.keyboard().press("Space");
    assertThat(choose).isChecked();
    assertTrue(page.url().contains("w="), "what is chosen stands in the address");
  }

  private void visit(String path) {
    go("settings");
    go(path);
    assertThat(heading()).isVisible();
    assertThat(page.locator(".skeleton")).hasCount(0);
    if (path.equals("calculator")) {
      assertThat(page.locator(".curve")).hasCount(3);
    }
  }

  private void keep(String path, String suffix) {
    Optional.ofNullable(System.getProperty("test.screenshots"))
        .ifPresent(
            folder ->
                page.screenshot(
                    new Page.ScreenshotOptions()
                        .setPath(
                            Path.of(folder)
                                .resolve(path.replace('/', '-') + "-" + suffix + ".png"))));
  }

  private void go(String path) {
    page.evaluate("(path) => { location.hash = '#/' + path; }", path);
  }

  private Locator heading() {
    return page.locator("#heading");
  }

  private Locator dialog() {
    return page.locator("#dialog");
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator machine(String name) {
    return page.locator("section[aria-label='Your machines'] tbody tr", hasText(name));
  }

  private Locator figure(String card) {
    return page.locator("section[aria-label='%s'] svg[role=img]".formatted(card));
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
