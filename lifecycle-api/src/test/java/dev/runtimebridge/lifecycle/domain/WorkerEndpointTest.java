package dev.runtimebridge.lifecycle.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerEndpointTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.7:8000",
        "https://worker.example",
        "HTTP://worker",
        "http://[::1]:8000",
        "http://127.0.0.1:8000/workers/7"
      })
  void shouldTakeAddresses(String text) {
    assertInstanceOf(Checked.Valid.class, WorkerEndpoint.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "'', is neither http nor https",
    "10.0.0.7:8000, is no URL",
    "ftp://host, is neither http nor https",
    "'http://a b', is no URL",
    "http://, is no URL",
    "http:///path, names no host",
    "http://host:0, has no port from 1 to 65535",
    "http://host:65536, has no port from 1 to 65535",
    "http://host/?key=1, has a query or a fragment",
    "http://host/#top, has a query or a fragment"
  })
  void shouldSayWhatIsWrong(String text, String wrong) {
    assertEquals(
        "endpoint \"%s\" %s: expected the address of a pRuntime such as http://10.0.0.7:8000"
            .formatted(text, wrong),
        sentence(text));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP://Worker, http://worker:80",
    "http://worker:80/, http://worker:80",
    "https://worker//, https://worker:443",
    "https://worker:80, https://worker:80",
    "http://[::A]:8000/, http://[::a]:8000",
    "http://worker:8000/Seven/, http://worker:8000/Seven",
    "no address, no address",
    "worker, worker"
  })
  void shouldHaveOneSpellingForAllSpellingsOfAnAddress(String text, String normalised) {
    assertEquals(normalised, new WorkerEndpoint(text).normalised());
  }

  @Test
  void shouldNotRepeatAPassword() {
    assertEquals(
        "endpoint \"http://***@host\" holds a user or a password, which would stand in the log for all to read: expected the address of a pRuntime such as http://10.0.0.7:8000",
        sentence("http://me:secret@host"));
  }

  @Test
  void shouldShowControlCharactersAsText() {
    assertEquals(
        "endpoint \"http://a\\u000ab\\u001b[2J\" is no URL: expected the address of a pRuntime such as http://10.0.0.7:8000",
        sentence("http://a\nb\u001b[2J"));
  }

  @Test
  void shouldRefuseVeryLongAddresses() {
    String text = "http://" + "a".repeat(600);
    assertEquals(
        "endpoint \"%s…\" is longer than 512 characters: expected the address of a pRuntime such as http://10.0.0.7:8000"
            .formatted(text.substring(0, 80)),
        sentence(text));
  }

  private static String sentence(String text) {
    return switch (WorkerEndpoint.parse(text)) {
      case Checked.Valid<WorkerEndpoint>(WorkerEndpoint endpoint) -> "accepted " + endpoint;
      case Checked.Refused<WorkerEndpoint>(Refusal refusal) -> refusal.sentence();
    };
  }
}
