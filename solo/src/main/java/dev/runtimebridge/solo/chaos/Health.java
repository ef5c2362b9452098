package dev.runtimebridge.solo.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a service says of itself over HTTP. */
final class Health {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();

  private final HttpRequest question;

  Health(int port) {
    question =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(DEADLINE)
            .build();
  }

  /** Whether its role is that of who works, not of who stands by. */
  boolean isActive() throws InterruptedException {
    try {
      return HTTP.send(question, BodyHandlers.ofString()).body().contains("\"ACTIVE\"");
    } catch (IOException e) {
      return false;
    }
  }
}
