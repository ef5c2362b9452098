package dev.runtimebridge.solo.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service says of itself over HTTP. */
final class Health {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();

  private static final Pattern BLOCK = Pattern.compile("\"block\": *(\\d{1,18})");

  private final HttpRequest question;

  Health(int port) {
    question =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(DEADLINE)
            .build();
  }

  /** Whether its role is that of who works, not of who stands by. */
  boolean isActive() throws InterruptedException {
    return answer().contains("\"ACTIVE\"");
  }

  /** The block that it says its work has come to; 0 if it says none. */
  long block() throws InterruptedException {
    Matcher found = BLOCK.matcher(answer());
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  private String answer() throws InterruptedException {
    try {
      return HTTP.send(question, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    }
  }
}
