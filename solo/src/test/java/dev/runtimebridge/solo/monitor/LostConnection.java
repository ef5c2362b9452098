package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the monitor says once the bridge is gone. */
abstract class LostConnection extends PageTests {
  LostConnection(Desk desk) {
    super(desk);
  }

  @Test
  void shouldTellThatTheConnectionIsLost() {
    desk.go("");
    desk.demo().stop();
    assertThat(page.getByText("No connection to the bridge")).isVisible();
    assertThat(desk.button("Try now")).isVisible();
  }
}
