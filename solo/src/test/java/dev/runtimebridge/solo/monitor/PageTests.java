package dev.runtimebridge.solo.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Tests of some pages at the one desk; {@link MonitorIT} says which come when. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class PageTests {
  final Desk desk;
  final Page page;

  PageTests(Desk desk) {
    this.desk = desk;
    this.page = desk.page();
  }

  @AfterEach
  void pagesDoNotComplain() {
    assertEquals(List.of(), desk.browser().complaints());
  }
}
