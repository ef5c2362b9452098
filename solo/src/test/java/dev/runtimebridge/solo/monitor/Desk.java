package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** An operator's browser at a running demo, and what one does with it. */
final class Desk implements AutoCloseable {
  static final double SLOW_MS = 120_000;
  static final int WIDTH = 1360;
  static final int HEIGHT = 860;

  private final Browser browser;
  private final DemoMonitor demo;
  private final BrowserContext context;
  private final Page page;

  private Desk(Browser browser, DemoMonitor demo) {
    this.browser = browser;
    this.demo = demo;
    this.context = browser.profile(WIDTH, HEIGHT, ColorScheme.LIGHT);
    this.page = context.newPage();
  }

  /** Starts both, or skips the tests where there is no browser. */
  static Desk startOrSkip(Path folder) throws Exception {
    Browser browser = Browser.startOrSkip();
    try {
      return new Desk(browser, DemoMonitor.start(folder));
    } catch (Exception | AssertionError e) {
      browser.close();
      throw e;
    }
  }

  Browser browser() {
    return browser;
  }

  DemoMonitor demo() {
    return demo;
  }

  /** The profile of the one who is signed in as operator. */
  BrowserContext context() {
    return context;
  }

  Page page() {
    return page;
  }

  void go(String path) {
    go(page, path);
  }

  void go(Page target, String path) {
    target.navigate(demo.address() + "/#/" + path);
    // Drawn anew in the next frame.
    target.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    assertThat(heading(target)).isVisible();
  }

  /** Goes to the page of the worker of this name. */
  void goToWorker(String name) {
    go("workers?q=" + name);
    row(name).getByText(name).click();
    assertThat(heading()).hasText(name);
  }

  /** Goes to the page of the pool of this name. */
  void goToPool(String name) {
    go("pools");
    poolLink(name).click();
    assertThat(heading()).hasText(name);
  }

  Locator heading() {
    return heading(page);
  }

  static Locator heading(Page target) {
    return target.locator("#heading");
  }

  Locator button(String word) {
    return button(page.locator("body"), word);
  }

  static Locator button(Locator within, String word) {
    return within
        .locator("button")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + word)));
  }

  Locator dialog() {
    return page.locator("#dialog");
  }

  /** Presses a button of the dialog. */
  void submit(String word) {
    button(dialog(), word).click();
  }

  Locator row(String name) {
    return page.locator("#workers-table tr[data-id]")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  Locator poolLink(String name) {
    return page.locator("h2 a").filter(new Locator.FilterOptions().setHasText(name));
  }

  Locator card(String title) {
    return page.locator(".card[aria-label='%s']".formatted(title));
  }

  /** A fact on a page, beside its name. */
  Locator fact(String card, String name) {
    return card(card)
        .locator(".facts > div")
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    page.locator("dt")
                        .getByText(name, new Locator.GetByTextOptions().setExact(true))))
        .locator("dd");
  }

  static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  /** Events in the history that is in sight, of which all these words are. */
  Locator events(String pattern) {
    return page.locator(".timeline li")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile(pattern)));
  }

  /** Calls the API with the browser's session, as another tab would. */
  APIResponse call(String method, String path, String json) {
    return call(context, method, path, json);
  }

  APIResponse call(BrowserContext as, String method, String path, String json) {
    var request = RequestOptions.create().setMethod(method).setHeader("X-Bridge-Request", "1");
    if (!json.isEmpty()) {
      request.setHeader("Content-Type", "application/json").setData(json);
    }
    return as.request().fetch(demo.address() + path, request);
  }

  /** Keeps a picture where {@code -Dtest.screenshots} says. */
  void keep(String path, String kind) {
    String folder = System.getProperty("test.screenshots", "");
    if (!folder.isEmpty()) {
      String name = path.isEmpty() ? "overview" : path.replaceAll("[^a-z]+", "-");
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, kind + "-" + name + ".png")));
    }
  }

  @Override
  public void close() {
    browser.close();
    demo.close();
  }
}
