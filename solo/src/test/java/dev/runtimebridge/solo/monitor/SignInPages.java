package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Ways in and out. */
abstract class SignInPages extends PageTests {
  SignInPages(Desk desk) {
    super(desk);
  }

  @Test
  @Order(1)
  void shouldSignInOnceByTheLinkThatTheDemoPrints() throws Exception {
    page.navigate(desk.demo().link());
    assertThat(desk.heading()).hasText("Overview");
    assertFalse(page.url().contains("code"), "the code is not in the address any more");
    try (BrowserContext other = desk.browser().profile(800, 600, ColorScheme.LIGHT)) {
      Page second = other.newPage();
      second.navigate(desk.demo().link());
      assertThat(second.getByRole(AriaRole.ALERT)).isVisible();
      assertEquals(List.of(), Accessibility.faults(second));
      signIn(second, "nonsense");
      assertThat(second.getByText("neither a token of this API")).isVisible();
      signIn(second, desk.demo().token("viewer"));
      assertThat(Desk.heading(second)).hasText("Overview");
      desk.go(second, "pools");
      assertThat(Desk.button(second.locator("body"), "Add pool")).isDisabled();
    }
  }

  @Test
  @Order(2)
  void shouldSignInAnotherBrowserByALinkOfTheSettings() {
    desk.go("settings");
    desk.button("Sign in elsewhere").click();
    String link = desk.dialog().locator(".copy").innerText().strip();
    desk.submit("Done");
    assertThat(desk.button("Sign in elsewhere")).isFocused();
    try (BrowserContext other = desk.browser().profile(800, 600, ColorScheme.LIGHT)) {
      Page second = other.newPage();
      second.navigate(link);
      assertThat(Desk.heading(second)).hasText("Overview");
      desk.go(second, "pools");
      assertThat(Desk.button(second.locator("body"), "Add pool")).isEnabled();
    }
  }

  @Test
  @Order(3)
  void shouldSignOutInAllTabsAndInAgain() throws Exception {
    try (BrowserContext other = desk.browser().profile(800, 600, ColorScheme.LIGHT)) {
      Page first = signedIn(other);
      Page second = other.newPage();
      desk.go(second, "nodes");
      assertThat(second.getByText("Healthy").first()).isVisible();
      desk.go(first, "settings");
      Desk.button(first.locator("body"), "Sign out").click();
      assertThat(first.getByLabel("Token")).isVisible();
      assertThat(second.getByLabel("Token")).isVisible();
      signIn(first, desk.demo().token("viewer"));
      assertThat(Desk.heading(first)).hasText("Settings");
      assertThat(Desk.heading(second)).hasText("Nodes");
      assertThat(second.getByText("Healthy").first()).isVisible();
    }
  }

  @Test
  @Order(4)
  void shouldGoToTheWayInWhenTheSessionEndsAndBackToThePageAfterwards() throws Exception {
    try (BrowserContext other = desk.browser().profile(800, 600, ColorScheme.LIGHT)) {
      Page first = signedIn(other);
      desk.go(first, "pools");
      assertThat(first.getByText("demo-owned")).isVisible();
      assertEquals(204, desk.call(other, "DELETE", "/v1/session", "").status());
      assertThat(first.getByText("Your session has ended")).isVisible();
      assertThat(first.getByText("demo-owned")).hasCount(0);
      signIn(first, desk.demo().token("viewer"));
      assertThat(Desk.heading(first)).hasText("Pools");
      assertThat(first.getByText("demo-owned")).isVisible();
    }
  }

  private Page signedIn(BrowserContext context) throws Exception {
    Page first = context.newPage();
    desk.go(first, "");
    signIn(first, desk.demo().token("viewer"));
    assertThat(Desk.heading(first)).hasText("Overview");
    return first;
  }

  private static void signIn(Page target, String token) {
    target.getByLabel("Token").fill(token);
    target.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).click();
  }
}
