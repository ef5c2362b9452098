package dev.runtimebridge.solo.monitor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.runtimebridge.schemas.v1.WorkerStage;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How quick the monitor is where there are many. */
abstract class TenThousandWorkers extends PageTests {
  private static final int MANY = 10_000;
  private static final int WORKER_PARTITIONS = 8;
  private static final String FIELDS =
      """
      async () => {
        const { chosenColumns, fieldsOf } = await import('/app/columns.js');
        return '?' + fieldsOf(chosenColumns(new URLSearchParams())).map((path) => 'fields=' + path).join('&');
      }
      """;
  private static final String READ =
      """
      async (query) => {
        const start = performance.now();
        const abort = new AbortController();
        const answer = await fetch('/v1/workers:watch' + query, { signal: abort.signal });
        const reader = answer.body.getReader();
        const text = new TextDecoder();
        let bytes = 0;
        let end = '';
        while (!/\\nid: /.test(end)) {
          const { value } = await reader.read();
          bytes += value.length;
          end = end.slice(-8) + text.decode(value, { stream: true });
        }
        const time = performance.now() - start;
        abort.abort();
        return [bytes, time];
      }
      """;

  TenThousandWorkers(Desk desk) {
    super(desk);
  }

  @Test
  void shouldStayQuickWithTenThousandWorkers() {
    try (var many = new ManyWorkers(desk.demo().bootstrapServers(), WORKER_PARTITIONS)) {
      many.write(MANY);
      desk.go("workers");
      assertThat(page.locator("#count"))
          .hasText(
              Pattern.compile("10,00[0-9] workers"),
              new LocatorAssertions.HasTextOptions().setTimeout(Desk.SLOW_MS));
      desk.keep("workers", "MANY");
      report("overview usable", 1_000, overview());
      desk.go("workers?q=many-0");
      assertThat(page.locator("#count")).hasText(Pattern.compile("^10,000 of"));
      report("change visible", 500, changes(many));
      report("scrolled to the end", 500, scrolls());
      report("searched", 500, searches());
      report("sorted", 500, sorts());
      shouldSendOnlyWhatIsShown();
    }
  }

  /**
   * What a browser reads that opens the table for the first time, and what it would read of all.
   */
  private void shouldSendOnlyWhatIsShown() {
    double[] all = loaded("");
    double[] shown = loaded(String.valueOf(page.evaluate(FIELDS)));
    System.out.printf(
        "%d workers, first load: %.1f MB in %.0f ms, everything %.1f MB in %.0f ms%n",
        MANY, shown[0] / 1e6, shown[1], all[0] / 1e6, all[1]);
    assertTrue(shown[0] < all[0] / 2, "bytes: " + shown[0] + " of " + all[0]);
  }

  /** Bytes and milliseconds until the stream has told all that stands. */
  private double[] loaded(String query) {
    var told = (List<?>) page.evaluate(READ, query);
    return told.stream().mapToDouble(it -> ((Number) it).doubleValue()).toArray();
  }

  /** From the first byte asked for to an overview with heights, workers by stage and pools. */
  private double[] overview() {
    double[] times = new double[5];
    for (int i = 0; i < times.length; i++) {
      try (Page fresh = desk.context().newPage()) {
        long start = System.nanoTime();
        fresh.navigate(desk.demo().address() + "/");
        fresh.waitForFunction(
            """
            () => /[1-9]/.test(document.querySelector('.figure')?.textContent ?? '')
              && document.querySelector('.legend li')
              && document.querySelector('.rows li')
            """);
        times[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    return times;
  }

  /** From the moment at which a state is written to the log to its word in the table. */
  private double[] changes(ManyWorkers many) {
    double[] times = new double[10];
    for (int i = 0; i < times.length; i++) {
      WorkerStage stage = i % 2 == 0 ? WorkerStage.BENCHMARKING : WorkerStage.STOPPING;
      String word = i % 2 == 0 ? "Benchmarking" : "Stopping";
      page.evaluate(
          """
          ([name, word]) => {
            window.seen = new Promise((done) => {
              const look = () => {
                const row = [...document.querySelectorAll('#workers-table tr[data-id]')]
                  .find((it) => it.textContent.includes(name));
                if (row?.textContent.includes(word)) done(Date.now());
                else requestAnimationFrame(look);
              };
              look();
            });
          }
          """,
          List.of(ManyWorkers.name(3), word));
      double written = System.currentTimeMillis();
      many.write(3, stage, 2 + i);
      times[i] = ((Number) page.evaluate("window.seen")).doubleValue() - written;
    }
    return times;
  }

  private double[] scrolls() {
    return timed(
        """
        const frame = document.getElementById('workers-table');
        frame.scrollTop = 0;
        await until(() => frame.textContent.includes('many-00000'));
        start = performance.now();
        frame.scrollTop = frame.scrollHeight;
        await until(() => frame.textContent.includes('many-09999'));
        """);
  }

  private double[] searches() {
    return timed(
        """
        const search = document.getElementById('search');
        const type = (text) => { search.value = text; search.dispatchEvent(new Event('input', {bubbles: true})); };
        type('many-0');
        await until(() => document.getElementById('count').textContent.startsWith('10,000'));
        start = performance.now();
        type('many-01234');
        await until(() => document.getElementById('count').textContent.startsWith('1 of'));
        type('many-0');
        """);
  }

  private double[] sorts() {
    return timed(
        """
        document.getElementById('workers-table').scrollTop = 0;
        const name = [...document.querySelectorAll('.sort')].find((it) => it.textContent.startsWith('Name'));
        const first = () => document.querySelector('#workers-table tr[data-id]').textContent;
        const was = first();
        start = performance.now();
        name.click();
        await until(() => first() !== was);
        """);
  }

  private double[] timed(String steps) {
    double[] times = new double[5];
    for (int i = 0; i < times.length; i++) {
      times[i] =
          ((Number)
                  page.evaluate(
                      "async () => { const until = async (met) => { while (!met()) await new"
                          + " Promise(requestAnimationFrame); }; let start = 0;"
                          + steps
                          + "return performance.now() - start; }"))
              .doubleValue();
    }
    return times;
  }

  /** Half of the times are within the limit; what a busy machine adds is seen in the worst. */
  private static void report(String what, double limitMs, double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    System.out.printf(
        "%d workers, %s: median %.0f ms, worst %.0f ms%n",
        MANY, what, median, sorted[sorted.length - 1]);
    assertTrue(median < limitMs, what + ": " + Arrays.toString(times));
  }
}
