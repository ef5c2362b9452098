package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Workers from a file and into a file. */
abstract class CsvFiles extends PageTests {
  private static final String HEADER = "name,endpoint,pid,stake,disabled,sync_only,gatekeeper\n";
  private static final String GOOD =
      HEADER
          + "csv-1,http://127.0.0.1:19,1,5,true,false,false\n"
          + "csv-2,http://127.0.0.1:29,2,0.5,true,true,false\n";

  CsvFiles(Desk desk) {
    super(desk);
  }

  @Test
  @Order(1)
  void shouldRefuseAFileWholeWithAllItsFaults() {
    desk.go("workers");
    desk.button("Import CSV").click();
    choose(HEADER + "csv-1,http://127.0.0.1:19,1,5,true,,\n!,nowhere,x,y,perhaps,,\n");
    assertThat(page.locator(".faults li")).hasCount(5);
    assertThat(page.locator(".faults li").first()).containsText("Line 3");
    assertThat(page.locator("#confirm")).isDisabled();
  }

  @Test
  @Order(2)
  void shouldRefuseWhatOnlyTheBridgeCanTell() {
    choose(HEADER + "worker-0000,http://127.0.0.1:39,1\ncsv-3,http://127.0.0.1:49,99\n");
    assertThat(desk.dialog().getByText("2 of 2 would be refused")).isVisible();
    assertThat(desk.dialog().locator("tbody")).containsText("99");
    assertThat(page.locator("#confirm")).isDisabled();
    desk.submit("Cancel");
  }

  @Test
  @Order(3)
  void shouldCreateAllOfAFileAndGiveThemBack() throws Exception {
    desk.button("Import CSV").click();
    choose(GOOD);
    assertThat(desk.dialog().getByText("2 workers can be created")).isVisible();
    page.locator("#confirm").click();
    assertThat(desk.dialog().getByText("2 created")).isVisible();
    desk.submit("Close");
    desk.go("workers?q=csv-");
    assertThat(page.locator("#count")).hasText(Pattern.compile("^2 of"));
    Download file = page.waitForDownload(() -> desk.button("Export CSV").click());
    assertEquals(GOOD, Files.readString(file.path()));
  }

  private void choose(String csv) {
    page.locator("#csv-file")
        .setInputFiles(
            new FilePayload("workers.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
  }
}
