package dev.runtimebridge.lifecycle.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhaAmountTest {
  private static final String MAX_PHA = "340282366920938463463374607.431768211455";

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1500, 1500000000000000, 1500",
    "0.5, 500000000000, 0.5",
    "1.500, 1500000000000, 1.5",
    "0.000000000001, 1, 0.000000000001",
    "007, 7000000000000, 7",
    MAX_PHA + ", 340282366920938463463374607431768211455, " + MAX_PHA
  })
  void shouldGoFromTextToSmallestUnitsAndBack(String text, String digits, String back) {
    assertEquals(
        digits + " " + back,
        switch (PhaAmount.parse("stake", text)) {
          case Checked.Valid<PhaAmount>(PhaAmount amount) -> amount.digits() + " " + amount.toPha();
          case Checked.Refused<PhaAmount>(Refusal refusal) -> refusal.sentence();
        });
    assertEquals(back, PhaAmount.inPha(digits));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 1", "1e9", "1,5", ".5", "5.", "+1", "NaN", "0x10", "١", "--1"})
  void shouldRefuseWhatIsNoNumber(String text) {
    assertEquals(
        "stake \"%s\" is no number: expected PHA as a decimal number such as 1500 or 0.5"
            .formatted(text),
        sentence(text));
  }

  @Test
  void shouldRefuseNegativeAmounts() {
    assertEquals("stake -0.5 is negative: expected 0 or more PHA", sentence("-0.5"));
  }

  @Test
  void shouldRefuseMoreDecimalsThanTheChainHas() {
    assertEquals(
        "stake 0.0000000000001 has 13 decimals: PHA has at most 12", sentence("0.0000000000001"));
  }

  @Test
  void shouldRefuseMoreThanTheChainHolds() {
    assertEquals(
        "stake 340282366920938463463374607.431768211456 is too large: the chain holds at most %s PHA"
            .formatted(MAX_PHA),
        sentence("340282366920938463463374607.431768211456"));
  }

  @Test
  void shouldNotShowAllOfAVeryLongText() {
    assertEquals(
        "stake \"%s…\" is no number: expected PHA as a decimal number such as 1500 or 0.5"
            .formatted("9".repeat(80)),
        sentence("9".repeat(1_000_000)));
  }

  @Test
  void shouldNotHoldWhatIsOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> new PhaAmount(BigInteger.ONE.negate()));
    assertThrows(
        IllegalArgumentException.class, () -> new PhaAmount(BigInteger.ONE.shiftLeft(128)));
    assertEquals("1.5", PhaAmount.inPha("1.5"));
  }

  private static String sentence(String text) {
    return switch (PhaAmount.parse("stake", text)) {
      case Checked.Valid<PhaAmount>(PhaAmount amount) -> "accepted " + amount;
      case Checked.Refused<PhaAmount>(Refusal refusal) -> refusal.sentence();
    };
  }
}
