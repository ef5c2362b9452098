package dev.runtimebridge.solo.monitor;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Checks a page by axe-core against WCAG 2.2 A and AA. */
final class Accessibility {
  private static final String AXE = read();
  private static final String RUN =
      """
      async () => {
        const found = await axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        });
        return found.violations.flatMap((rule) =>
          rule.nodes.slice(0, 3).map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
      }
      """;

  private Accessibility() {}

  /** What is wrong with the page as it is now, one line each. */
  static List<?> faults(Page page) {
    if (!(boolean) page.evaluate("'axe' in window")) {
      page.evaluate(AXE);
    }
    return (List<?>) page.evaluate(RUN);
  }

  private static String read() {
    try (InputStream stream =
        Objects.requireNonNull(
            Accessibility.class.getResourceAsStream("/axe.min.js"), "axe-core is on the path")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
