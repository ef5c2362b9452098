package dev.runtimebridge.submitter.adapter.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.submitter.domain.SubmitAnswer;
import org.junit.jupiter.api.Test;

/** The errors of a node's pool, in its own words. */
class SubmitErrorsTest {

  @Test
  void shouldTellInvalidTransactionsApartByTheirWords() {
    assertEquals(
        new SubmitAnswer.Outdated(), invalid("Invalid Transaction: Transaction is outdated"));
    assertEquals(
        new SubmitAnswer.BadSignature(),
        invalid("Invalid Transaction: Transaction has a bad signature"));
    assertEquals(
        new SubmitAnswer.CannotPay(),
        invalid("Invalid Transaction: Inability to pay some fees (e.g. account balance too low)"));
  }

  @Test
  void shouldReadTheNamesOfTheEnumerationToo() {
    assertEquals(
        new SubmitAnswer.Outdated(),
        invalid("Invalid Transaction: {\"invalid\":{\"stale\":null}}"));
    assertEquals(
        new SubmitAnswer.BadSignature(),
        invalid("Invalid Transaction: {\"invalid\":{\"badProof\":null}}"));
    assertEquals(
        new SubmitAnswer.CannotPay(),
        invalid("Invalid Transaction: {\"invalid\":{\"payment\":null}}"));
  }

  @Test
  void shouldPassOnWhatHasNoMeaningOfItsOwn() {
    String ancient = "Invalid Transaction: Transaction has an ancient birth block";
    assertEquals(new SubmitAnswer.Refused(1010, ancient), invalid(ancient));
    assertEquals(
        new SubmitAnswer.Refused(1011, "Unknown Transaction Validity"),
        SubmitErrors.answer(1011, "Unknown Transaction Validity"));
  }

  @Test
  void shouldTellTheStatesOfThePoolApart() {
    assertEquals(new SubmitAnswer.Banned(), SubmitErrors.answer(1012, "temporarily banned"));
    assertEquals(new SubmitAnswer.AlreadyKnown(), SubmitErrors.answer(1013, "already imported"));
    assertEquals(new SubmitAnswer.TooLowPriority(), SubmitErrors.answer(1014, "priority"));
    assertEquals(new SubmitAnswer.PoolFull(), SubmitErrors.answer(1016, "immediately dropped"));
  }

  private static SubmitAnswer invalid(String said) {
    return SubmitErrors.answer(1010, said);
  }
}
