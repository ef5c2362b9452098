package dev.runtimebridge.solo.monitor;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium without a window, and what its pages complained of. */
final class Browser implements AutoCloseable {
  private static final double PATIENCE_MS = 15_000;
  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final List<String> SWITCHES =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it, or skips the test where there is none. */
  static Browser startOrSkip() {
    Optional<Path> found =
        Stream.concat(
                Optional.ofNullable(System.getProperty("test.chromium")).stream(), PLACES.stream())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(
        found.isPresent(), "no Chromium in " + PLACES + ": install Debian's package chromium");
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(found.orElseThrow())
                    .setArgs(SWITCHES)));
  }

  /** A fresh profile in which nobody is signed in. */
  BrowserContext profile(int width, int height, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-US"));
    context.setDefaultTimeout(PATIENCE_MS);
    context.onPage(this::listen);
    return context;
  }

  /** What pages complained of so far: faults of scripts, and what their policy has refused. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private void listen(Page page) {
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          // A refusal of the API is told on the page; the browser logs it by itself.
          if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
            complaints.add(message.text());
          }
        });
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
