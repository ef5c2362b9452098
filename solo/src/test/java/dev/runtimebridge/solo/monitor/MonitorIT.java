package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.runtimebridge.schemas.v1.WorkerStage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * Each page and each action of the monitor on one running demo, in the order of a working day.
 * {@code -Dtest.screenshots=DIR} keeps a picture of each page.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonitorIT {
  private static final int MANY = 10_000;
  private static final int WORKER_PARTITIONS = 8;
  private static final double PATIENCE_MS = 15_000;
  private static final double SLOW_MS = 120_000;
  private static final String CSV_HEADER =
      "name,endpoint,pid,stake,disabled,sync_only,gatekeeper\n";
  private static final List<String> PAGES =
      List.of("", "workers", "pools", "pools/1", "transactions", "nodes", "alerts", "settings");

  private Browser browser;
  private DemoMonitor demo;
  private BrowserContext desk;
  private Page page;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    browser = Browser.startOrSkip();
    demo = DemoMonitor.start(folder);
    desk = browser.profile(1360, 860, ColorScheme.LIGHT);
    page = desk.newPage();
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
  void shouldSignInOnceByTheLinkThatTheDemoPrints() throws Exception {
    page.navigate(demo.link());
    assertThat(heading(page)).hasText("Overview");
    assertFalse(page.url().contains("code"), "the code is not in the address any more");
    try (BrowserContext other = browser.profile(800, 600, ColorScheme.LIGHT)) {
      Page second = other.newPage();
      second.navigate(demo.link());
      assertThat(second.getByRole(AriaRole.ALERT)).isVisible();
      assertEquals(List.of(), Accessibility.faults(second));
      second.getByLabel("Token").fill("nonsense");
      second.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(second.getByText("neither a token of this API")).isVisible();
      second.getByLabel("Token").fill(demo.token("viewer"));
      second.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(heading(second)).hasText("Overview");
      go(second, "pools");
      assertThat(button(second, "Add pool")).isDisabled();
      go(second, "settings");
      button(second, "Sign out").click();
      assertThat(second.getByLabel("Token")).isVisible();
    }
  }

  @Test
  @Order(2)
  void shouldShowEachPageOnLiveData() {
    go(page, "");
    Locator height = page.locator(".figure").first();
    assertThat(height).hasText(Pattern.compile("[1-9][0-9,]*"));
    String before = height.textContent();
    assertThat(height).not().hasText(before);
    assertThat(page.getByText("3 workers").first()).isVisible();
    assertThat(page.locator("figure.chart svg")).isVisible();

    go(page, "workers");
    row("worker-0000").getByText("worker-0000").click();
    assertThat(heading(page)).hasText("worker-0000");
    assertThat(page.getByText("Why is it in this state?")).isVisible();
    assertThat(page.locator(".card[aria-label='What happened'] .timeline li").first()).isVisible();

    go(page, "pools");
    poolLink("demo-proxied").click();
    assertThat(heading(page)).hasText("demo-proxied");
    assertThat(page.locator(".card[aria-label='History'] .timeline li").first()).isVisible();

    go(page, "nodes");
    assertThat(page.getByText("Healthy").first()).isVisible();

    go(page, "settings");
    assertThat(page.getByText("bridge.topics.prefix").first()).isVisible();

    go(page, "transactions");
    Locator first = page.locator(".plain-table tbody tr a").first();
    assertThat(first).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SLOW_MS));
    first.click();
    assertThat(page.locator(".card[aria-label='Steps'] li").first()).isVisible();
  }

  @Test
  @Order(3)
  void shouldCreateChangeAndDeleteAPoolAndSayWhoSignsForIt() {
    go(page, "pools");
    button(page, "Add pool").click();
    page.getByLabel("Number on the chain").fill("1");
    page.getByLabel("Name").fill("north");
    submit("Add pool");
    assertThat(dialog().getByText("taken by pool")).isVisible();
    page.getByLabel("Number on the chain").fill("77");
    submit("Add pool");
    assertThat(dialog()).isHidden();
    poolLink("north").click();
    assertThat(heading(page)).hasText("north");

    button(page, "Set operator").click();
    page.getByLabel("Mnemonic").fill("not a mnemonic");
    submit("Set operator");
    assertThat(dialog().locator(".fault, .notice.bad").first()).isVisible();
    page.getByLabel("Mnemonic").fill("//Dave");
    submit("Set operator");
    assertThat(dialog()).isHidden();
    assertThat(button(page, "Change operator")).isVisible();
    assertFalse(page.content().contains("//Dave"), "the secret is nowhere on the page");

    button(page, "Edit").click();
    page.getByLabel("Name").fill("north-hall");
    submit("Save");
    assertThat(heading(page)).hasText("north-hall");
    button(page, "Remove operator").click();
    submit("Remove operator");
    assertThat(button(page, "Set operator")).isVisible();
    button(page, "Delete").click();
    submit("Delete pool");
    assertThat(heading(page)).hasText("Pools");
    assertThat(page.locator("#main").getByText("north-hall")).hasCount(0);
  }

  @Test
  @Order(4)
  void shouldAddAndEditAWorkerWithFaultsBesideTheirFields() {
    go(page, "workers");
    button(page, "Add worker").click();
    page.getByLabel("Name").fill("web-1");
    page.getByLabel("Endpoint of pRuntime").fill("nonsense");
    page.getByLabel("Stake in PHA").fill("much");
    submit("Add worker");
    assertThat(page.locator(".field.invalid").first()).isVisible();
    page.getByLabel("Endpoint of pRuntime").fill("http://127.0.0.1:9");
    page.getByLabel("Stake in PHA").fill("1500.5");
    submit("Add worker");
    assertThat(heading(page)).hasText("web-1");
    // Nobody listens there: the monitor says so, and what is done about it.
    assertThat(page.locator(".why-box"))
        .containsText(Pattern.compile("reach|refused", Pattern.CASE_INSENSITIVE));

    button(page, "Edit").click();
    page.getByLabel("Stake in PHA").fill("-1");
    submit("Save");
    assertThat(page.locator("#field-stake-fault")).isVisible();
    page.getByLabel("Stake in PHA").fill("1600");
    submit("Save");
    assertThat(dialog()).isHidden();
    assertThat(page.locator(".card[aria-label='Configuration']").getByText("1,600 PHA"))
        .isVisible();
  }

  @Test
  @Order(5)
  void shouldActOnManyWithAPreviewAndAResultForEach() {
    go(page, "workers?q=worker-000");
    page.getByLabel("Select all that match").check();
    assertThat(page.getByText("3 workers selected")).isVisible();
    button(page.locator(".selection"), "Restart").click();
    assertThat(dialog().getByText("3 can be done")).isVisible();
    page.locator("#confirm").click();
    assertThat(dialog().getByText("3 done")).isVisible();
    assertThat(dialog().locator(".badge.ok")).hasCount(3);
    submit("Close");
    assertThat(dialog()).isHidden();
    button(page, "Clear selection").click();
    assertThat(page.locator(".selection")).hasCount(0);

    go(page, "workers?q=web-1");
    row("web-1").getByText("web-1").click();
    assertThat(heading(page)).hasText("web-1");
    button(page, "Delete").click();
    page.locator("#confirm").click();
    assertThat(dialog().getByText("1 done")).isVisible();
    submit("Close");
    go(page, "workers?q=web-1");
    assertThat(page.getByText("No worker matches")).isVisible();
  }

  @Test
  @Order(6)
  void shouldTakeACsvFileWholeOrNotAtAllAndGiveItBack() throws Exception {
    go(page, "workers");
    button(page, "Import CSV").click();
    choose(CSV_HEADER + "csv-1,http://127.0.0.1:19,1,5,true,,\n!,nowhere,x,y,perhaps,,\n");
    assertThat(page.locator(".faults li")).hasCount(5);
    assertThat(page.locator("#confirm")).isDisabled();
    choose(
        CSV_HEADER
            + "csv-1,http://127.0.0.1:19,1,5,true,false,false\n"
            + "csv-2,http://127.0.0.1:29,2,0.5,true,true,false\n");
    assertThat(dialog().getByText("2 workers can be created")).isVisible();
    page.locator("#confirm").click();
    assertThat(dialog().getByText("2 created")).isVisible();
    submit("Close");
    go(page, "workers?q=csv-");
    assertThat(page.locator("#count")).hasText(Pattern.compile("^2 of"));
    Download file = page.waitForDownload(() -> button(page, "Export CSV").click());
    assertEquals(
        CSV_HEADER
            + "csv-1,http://127.0.0.1:19,1,5,true,false,false\n"
            + "csv-2,http://127.0.0.1:29,2,0.5,true,true,false\n",
        Files.readString(file.path()));
  }

  @Test
  @Order(7)
  void shouldBeUsableFromTheKeyboardAlone() {
    go(page, "");
    page.locator("body").press("g");
    page.keyboard().press("w");
    assertThat(heading(page)).hasText("Workers");
    page.keyboard().press("/");
    assertThat(page.locator("#search")).isFocused();
    page.keyboard().type("worker-0001");
    assertThat(page.locator("#count")).hasText(Pattern.compile("^1 of"));
    page.locator("#workers-table").focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Space");
    assertThat(page.getByText("1 worker selected")).isVisible();
    page.keyboard().press("Enter");
    assertThat(heading(page)).hasText("worker-0001");
    assertThat(heading(page)).isFocused();
    // Past the link to its pool.
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#dialog-title")).hasText("Edit worker-0001");
    page.keyboard().press("Escape");
    assertThat(dialog()).isHidden();
    page.keyboard().press("?");
    assertThat(page.locator("#dialog-title")).hasText("Keys");
    page.keyboard().press("Escape");
    page.reload();
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
  }

  @Test
  @Order(8)
  void shouldBeAccessibleInLightAndDarkAndFitAPhone() {
    var faults = new ArrayList<String>();
    String worker = workerPath();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (String path : pages(worker)) {
        visit(path);
        keep(path, scheme.name());
        Accessibility.faults(page).forEach(it -> faults.add(scheme + " /" + path + " " + it));
      }
      go(page, "pools");
      button(page, "Add pool").click();
      assertThat(dialog()).isVisible();
      Accessibility.faults(page).forEach(it -> faults.add(scheme + " dialog " + it));
      page.keyboard().press("Escape");
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(390, 844);
    for (String path : pages(worker)) {
      visit(path);
      keep(path, "PHONE");
      int over = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
      if (over > 0) {
        faults.add("phone /" + path + " is " + over + " pixels too wide");
      }
    }
    page.setViewportSize(1360, 860);
    assertEquals(List.of(), faults);
  }

  @Test
  @Order(9)
  void shouldStayQuickWithTenThousandWorkers() {
    try (var many = new ManyWorkers(demo.bootstrapServers(), WORKER_PARTITIONS)) {
      many.write(MANY);
      go(page, "workers");
      assertThat(page.locator("#count"))
          .hasText(
              Pattern.compile("10,00[0-9] workers"),
              new LocatorAssertions.HasTextOptions().setTimeout(SLOW_MS));
      keep("workers", "MANY");
      report("overview usable", 1_000, overview());
      go(page, "workers?q=many-0");
      assertThat(page.locator("#count")).hasText(Pattern.compile("^10,000 of"));
      report("change visible", 500, changes(many));
      report("scrolled to the end", 500, scrolls());
      report("searched", 500, searches());
      report("sorted", 500, sorts());
    }
  }

  @Test
  @Order(10)
  void shouldTellThatTheConnectionIsLost() {
    go(page, "");
    demo.stop();
    assertThat(page.getByText("No connection to the bridge")).isVisible();
    assertThat(button(page, "Try now")).isVisible();
  }

  /** From the first byte asked for to an overview with heights, workers by stage and pools. */
  private double[] overview() {
    double[] times = new double[5];
    for (int i = 0; i < times.length; i++) {
      try (Page fresh = desk.newPage()) {
        long start = System.nanoTime();
        fresh.navigate(demo.address() + "/");
        fresh.waitForFunction(
            """
            () => /[1-9]/.test(document.querySelector('.figure')?.textContent ?? '')
              && document.querySelector('.legend li')
              && document.querySelector('.rows li')
            """);
        times[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    return times;
  }

  /** From the moment at which a state is written to the log to its word in the table. */
  private double[] changes(ManyWorkers many) {
    double[] times = new double[10];
    for (int i = 0; i < times.length; i++) {
      WorkerStage stage = i % 2 == 0 ? WorkerStage.BENCHMARKING : WorkerStage.STOPPING;
      String word = i % 2 == 0 ? "Benchmarking" : "Stopping";
      page.evaluate(
          """
          ([name, word]) => {
            window.seen = new Promise((done) => {
              const look = () => {
                const row = [...document.querySelectorAll('#workers-table tr[data-id]')]
                  .find((it) => it.textContent.includes(name));
                if (row?.textContent.includes(word)) done(Date.now());
                else requestAnimationFrame(look);
              };
              look();
            });
          }
          """,
          List.of(ManyWorkers.name(3), word));
      double written = System.currentTimeMillis();
      many.write(3, stage, 2 + i);
      times[i] = ((Number) page.evaluate("window.seen")).doubleValue() - written;
    }
    return times;
  }

  private double[] scrolls() {
    return timed(
        """
        const frame = document.getElementById('workers-table');
        frame.scrollTop = 0;
        await until(() => frame.textContent.includes('many-00000'));
        start = performance.now();
        frame.scrollTop = frame.scrollHeight;
        await until(() => frame.textContent.includes('many-09999'));
        """);
  }

  private double[] searches() {
    return timed(
        """
        const search = document.getElementById('search');
        const type = (text) => { search.value = text; search.dispatchEvent(new Event('input', {bubbles: true})); };
        type('many-0');
        await until(() => document.getElementById('count').textContent.startsWith('10,000'));
        start = performance.now();
        type('many-01234');
        await until(() => document.getElementById('count').textContent.startsWith('1 of'));
        type('many-0');
        """);
  }

  private double[] sorts() {
    return timed(
        """
        document.getElementById('workers-table').scrollTop = 0;
        const name = [...document.querySelectorAll('.sort')].find((it) => it.textContent.startsWith('Name'));
        const first = () => document.querySelector('#workers-table tr[data-id]').textContent;
        const was = first();
        start = performance.now();
        name.click();
        await until(() => first() !== was);
        """);
  }

  private double[] timed(String steps) {
    double[] times = new double[5];
    for (int i = 0; i < times.length; i++) {
      times[i] =
          ((Number)
                  page.evaluate(
                      "async () => { const until = async (met) => { while (!met()) await new"
                          + " Promise(requestAnimationFrame); }; let start = 0;"
                          + steps
                          + "return performance.now() - start; }"))
              .doubleValue();
    }
    return times;
  }

  /** Half of the times are within the limit; what a busy machine adds is seen in the worst. */
  private static void report(String what, double limitMs, double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    System.out.printf(
        "%d workers, %s: median %.0f ms, worst %.0f ms%n",
        MANY, what, median, sorted[sorted.length - 1]);
    assertTrue(median < limitMs, what + ": " + Arrays.toString(times));
  }

  private static List<String> pages(String worker) {
    var all = new ArrayList<>(PAGES);
    all.add(worker);
    return all;
  }

  private String workerPath() {
    go(page, "workers?q=worker-0000");
    String address = row("worker-0000").locator("a").first().getAttribute("href");
    return address.substring("#/".length());
  }

  private void visit(String path) {
    go(page, path);
    assertThat(page.locator(".skeleton")).hasCount(0);
  }

  private void choose(String csv) {
    page.locator("#csv-file")
        .setInputFiles(
            new FilePayload("workers.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
  }

  private void submit(String word) {
    button(dialog(), word).click();
  }

  private Locator poolLink(String name) {
    return page.locator("h2 a").filter(new Locator.FilterOptions().setHasText(name));
  }

  private Locator dialog() {
    return page.locator("#dialog");
  }

  private Locator row(String name) {
    return page.locator("#workers-table tr[data-id]")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  private void go(Page target, String path) {
    target.navigate(demo.address() + "/#/" + path);
    // Drawn anew in the next frame.
    target.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    assertThat(heading(target)).isVisible();
  }

  private static Locator heading(Page target) {
    return target.locator("#heading");
  }

  private static Locator button(Page target, String word) {
    return button(target.locator("body"), word);
  }

  private static Locator button(Locator within, String word) {
    return within
        .locator("button")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + word)));
  }

  private void keep(String path, String kind) {
    String folder = System.getProperty("test.screenshots", "");
    if (!folder.isEmpty()) {
      String name = path.isEmpty() ? "overview" : path.replaceAll("[^a-z]+", "-");
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, kind + "-" + name + ".png")));
    }
  }
}
