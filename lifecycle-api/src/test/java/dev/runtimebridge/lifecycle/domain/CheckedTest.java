package dev.runtimebridge.lifecycle.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckedTest {
  @Test
  void shouldTellAllThatIsWrong() {
    Refusal refusal = refusalOf(List.of(invalid(0), Checked.valid("good"), invalid(1)));
    assertEquals("value 0 is none; value 1 is none", refusal.sentence());
    assertEquals(
        List.of("values[0]", "values[1]"),
        refusal.faults().stream().map(Refusal.Fault::field).toList());
  }

  @Test
  void shouldPutWhatCannotBeBeforeWhatIsNotPossibleNow() {
    Checked<String> later = Checked.refused(Refusal.Reason.NOT_ENABLED, "it is stopped");
    assertEquals(Refusal.Reason.NOT_ENABLED, refusalOf(List.of(later)).reason());
    Refusal both = refusalOf(List.of(later, invalid(0)));
    assertEquals(Refusal.Reason.INVALID_VALUE, both.reason());
    assertEquals("it is stopped; value 0 is none", both.sentence());
  }

  @Test
  void shouldTellTheFirstOfManyAndHowManyThereAre() {
    List<Checked<?>> wrong =
        IntStream.range(0, 100_000).<Checked<?>>mapToObj(CheckedTest::invalid).toList();
    Refusal refusal = refusalOf(wrong);
    assertTrue(refusal.sentence().endsWith("value 19 is none; and 99980 more"), refusal::sentence);
    assertEquals(20, refusal.faults().size());
  }

  @Test
  void shouldTellNoMoreThanAnAnswerHolds() {
    Checked<String> wordy = Checked.invalid("x".repeat(600));
    String told = refusalOf(List.of(wordy, wordy, wordy)).sentence();
    assertEquals("x".repeat(600) + "; and 2 more", told);
  }

  private static Checked<String> invalid(int index) {
    return Checked.<String>invalid("value " + index + " is none").at("values[" + index + "]");
  }

  private static Refusal refusalOf(List<Checked<?>> parts) {
    return Checked.all("all", parts).whyNot().orElseThrow();
  }
}
