package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each action on chosen workers: what it would do, its result, and what comes of it. */
abstract class BulkActions extends PageTests {
  private static final String WORKER = "worker-0002";
  private static final String STOPPED = "Stopped";

  BulkActions(Desk desk) {
    super(desk);
  }

  /** Each finds the worker as the one before has left it. */
  static Stream<Arguments> actions() {
    return Stream.of(
        action("Take checkpoint", desk -> happened(desk, "take a checkpoint.*by operator")),
        action(
            "Publish endpoint",
            desk -> happened(desk, "sign the endpoints https://worker.example.*by operator")),
        action("Register again", desk -> happened(desk, "registration needs.*by operator")),
        action("Stop computing", desk -> wanted(desk, "to stay in its pool without computing")),
        action("Leave pool", desk -> wanted(desk, "to be in no pool")),
        action("Start computing", desk -> wanted(desk, "to compute")),
        action("Restart", desk -> happened(desk, "restarted.*by operator")),
        action("Stop driving", desk -> assertThat(stage(desk)).containsText(STOPPED)),
        action("Start", desk -> assertThat(stage(desk)).not().containsText(STOPPED)),
        action("Kick pRuntime", desk -> happened(desk, "end pRuntime.*by operator")));
  }

  private static Arguments action(String word, Consumer<Desk> outcome) {
    return arguments(word, Named.of("what comes of it", outcome));
  }

  @Test
  @Order(1)
  void shouldActOnManyWithAResultForEach() {
    choose("worker-000", "Select all that match", 3);
    press("Restart");
    assertThat(desk.dialog().getByText("3 can be done")).isVisible();
    page.locator("#confirm").click();
    assertThat(desk.dialog().getByText("3 done")).isVisible();
    assertThat(desk.dialog().locator(".badge.ok")).hasCount(3);
    close();
  }

  @ParameterizedTest
  @MethodSource("actions")
  @Order(2)
  void shouldSayWhatItWouldDoAndDoIt(String word, Consumer<Desk> outcome) {
    desk.goToWorker(WORKER);
    assertThat(stage(desk))
        .not()
        .hasText(
            Pattern.compile("Starting$|Initializing|Loading|Syncing"),
            new HasTextOptions().setTimeout(Desk.SLOW_MS));
    choose(WORKER, "Select " + WORKER, 1);
    press(word);
    if (word.equals("Publish endpoint")) {
      page.getByLabel("Endpoint to publish").fill("https://worker.example:443");
      desk.submit("Check");
    }
    assertThat(desk.dialog().getByText("1 can be done")).isVisible();
    assertThat(desk.dialog().locator("td.why")).not().isEmpty();
    page.locator("#confirm").click();
    assertThat(desk.dialog().getByText("1 done")).isVisible();
    close();
    desk.goToWorker(WORKER);
    outcome.accept(desk);
  }

  @Test
  @Order(3)
  void shouldTellWhichOfManyItWouldRefuseAndDoTheOthers() {
    desk.go("workers?stage=DISABLED");
    assertThat(page.locator("#count")).hasText(Pattern.compile("^1 of"));
    page.getByLabel("Select web-0").check();
    desk.go("workers?q=" + WORKER);
    page.getByLabel("Select " + WORKER).check();
    press("Restart");
    assertThat(desk.dialog().getByText("1 would be refused")).isVisible();
    assertThat(desk.dialog().locator("tbody tr").first()).containsText("start it instead");
    page.locator("#confirm").click();
    assertThat(desk.dialog().getByText("1 done")).isVisible();
    close();
  }

  @Test
  @Order(4)
  void shouldDeleteFromTheTableAndFromAWorkersPage() {
    choose("web-0", "Select web-0", 1);
    press("Delete");
    page.locator("#confirm").click();
    assertThat(desk.dialog().getByText("1 done")).isVisible();
    desk.submit("Close");
    assertThat(page.getByText("No worker matches")).isVisible();
    assertThat(page.locator(".selection")).hasCount(0);
    assertThat(desk.heading()).isFocused();

    desk.goToWorker("web-1");
    desk.button("Delete").click();
    page.locator("#confirm").click();
    assertThat(desk.dialog().getByText("1 done")).isVisible();
    desk.submit("Close");
    assertThat(stage(desk)).containsText("Deleted");
    assertThat(desk.button("Edit")).hasCount(0);
  }

  private void choose(String search, String label, int found) {
    desk.go("workers?q=" + search);
    page.getByLabel(label, new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true))
        .check();
    assertThat(page.locator(".selection"))
        .containsText(found == 1 ? "1 worker selected" : found + " workers selected");
  }

  /** Presses an action's button, or takes it from the menu of the others. */
  private void press(String word) {
    Locator selection = page.locator(".selection");
    Locator button =
        selection
            .locator("button")
            .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + word + "$")));
    if (button.count() == 1) {
      button.click();
    } else {
      selection.getByLabel("More actions").selectOption(List.of(word).toArray(String[]::new));
    }
    assertThat(page.locator("#dialog-title")).containsText(word);
  }

  private void close() {
    desk.submit("Close");
    assertThat(desk.dialog()).isHidden();
    desk.button("Clear selection").click();
    assertThat(page.locator(".selection")).hasCount(0);
  }

  private static Locator stage(Desk desk) {
    return desk.page().locator(".page-head .badge");
  }

  private static void wanted(Desk desk, String words) {
    assertThat(desk.fact("Configuration", "Is wanted")).hasText(words);
  }

  private static void happened(Desk desk, String pattern) {
    assertThat(desk.card("What happened").locator(desk.events(pattern)).first())
        .isVisible(new IsVisibleOptions().setTimeout(Desk.SLOW_MS));
  }
}
