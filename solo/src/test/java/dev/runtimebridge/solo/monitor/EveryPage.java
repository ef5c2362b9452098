package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** From the keyboard, in light and dark, for who does not see, and on a phone. */
abstract class EveryPage extends PageTests {
  private static final int PHONE_WIDTH = 390;
  private static final int PHONE_HEIGHT = 844;
  private static final List<String> PAGES =
      List.of("", "workers", "pools", "pools/1", "transactions", "nodes", "alerts", "settings");

  EveryPage(Desk desk) {
    super(desk);
  }

  @Test
  @Order(1)
  void shouldBeUsableFromTheKeyboardAlone() {
    desk.go("");
    page.locator("body").press("g");
    page.keyboard().press("w");
    assertThat(desk.heading()).hasText("Workers");
    page.keyboard().press("/");
    assertThat(page.locator("#search")).isFocused();
    page.keyboard().type("worker-0001");
    assertThat(page.locator("#count")).hasText(Pattern.compile("^1 of"));
    page.locator("#workers-table").focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Space");
    assertThat(page.getByText("1 worker selected")).isVisible();
    page.keyboard().press("Enter");
    assertThat(desk.heading()).hasText("worker-0001");
    assertThat(desk.heading()).isFocused();
    // Past the link to its pool.
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#dialog-title")).hasText("Edit worker-0001");
    page.keyboard().press("Escape");
    assertThat(desk.dialog()).isHidden();
    assertThat(desk.button("Edit")).isFocused();
    page.keyboard().press("?");
    assertThat(page.locator("#dialog-title")).hasText("Keys");
    page.keyboard().press("Escape");
    page.reload();
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
  }

  @Test
  @Order(2)
  void shouldBeAccessibleInLightAndDark() {
    var faults = new ArrayList<String>();
    String worker = workerPath();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (String path : pages(worker)) {
        visit(path);
        desk.keep(path, scheme.name());
        Accessibility.faults(page).forEach(it -> faults.add(scheme + " /" + path + " " + it));
      }
      desk.go("pools");
      desk.button("Add pool").click();
      assertThat(desk.dialog()).isVisible();
      Accessibility.faults(page).forEach(it -> faults.add(scheme + " dialog " + it));
      page.keyboard().press("Escape");
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    assertEquals(List.of(), faults);
  }

  @Test
  @Order(3)
  void shouldFitAPhone() {
    var faults = new ArrayList<String>();
    String worker = workerPath();
    page.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
    for (String path : pages(worker)) {
      visit(path);
      desk.keep(path, "PHONE");
      int over = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
      if (over > 0) {
        faults.add("/" + path + " is " + over + " pixels too wide");
      }
    }
    page.setViewportSize(Desk.WIDTH, Desk.HEIGHT);
    assertEquals(List.of(), faults);
  }

  private static List<String> pages(String worker) {
    var all = new ArrayList<>(PAGES);
    all.add(worker);
    return all;
  }

  private String workerPath() {
    desk.go("workers?q=worker-0000");
    String address = desk.row("worker-0000").locator("a").first().getAttribute("href");
    return address.substring("#/".length());
  }

  private void visit(String path) {
    desk.go(path);
    assertThat(page.locator(".skeleton")).hasCount(0);
  }
}
