package dev.runtimebridge.solo.monitor;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each page and each action of the monitor on one running demo, in the order of a working day.
 * {@code -Dtest.screenshots=DIR} keeps a picture of each page.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
@SuppressWarnings("ClassCanBeStatic") // JUnit's nested classes are those that are not.
class MonitorIT {
  private static final double PATIENCE_MS = 15_000;

  private @Nullable Desk desk;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    desk = Desk.startOrSkip(folder);
  }

  @AfterAll
  void stop() {
    if (desk != null) {
      desk.close();
    }
  }

  private Desk desk() {
    if (desk == null) {
      throw new IllegalStateException("the demo did not start");
    }
    return desk;
  }

  @Nested
  @Order(1)
  class SigningIn extends SignInPages {
    SigningIn() {
      super(desk());
    }
  }

  @Nested
  @Order(2)
  class Pools extends PoolPages {
    Pools() {
      super(desk());
    }
  }

  @Nested
  @Order(3)
  class Operators extends OperatorForms {
    Operators() {
      super(desk());
    }
  }

  @Nested
  @Order(4)
  class Workers extends WorkerForms {
    Workers() {
      super(desk());
    }
  }

  @Nested
  @Order(5)
  class Bulk extends BulkActions {
    Bulk() {
      super(desk());
    }
  }

  @Nested
  @Order(6)
  class Stakes extends StakePlans {
    Stakes() {
      super(desk());
    }
  }

  @Nested
  @Order(7)
  class Csv extends CsvFiles {
    Csv() {
      super(desk());
    }
  }

  @Nested
  @Order(8)
  class Overview extends LivePages {
    Overview() {
      super(desk());
    }
  }

  @Nested
  @Order(9)
  class Looks extends EveryPage {
    Looks() {
      super(desk());
    }
  }

  @Nested
  @Order(10)
  class Many extends TenThousandWorkers {
    Many() {
      super(desk());
    }
  }

  @Nested
  @Order(11)
  class Loss extends LostConnection {
    Loss() {
      super(desk());
    }
  }
}
