package dev.runtimebridge.lifecycle.ctl.prb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks an old bridge for JSON: no redirects, no more than so many bytes, and not for ever. What it
 * answers may be anything.
 */
final class PrbHttp implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final long LARGEST = 64L << 20;
  private static final int OK = 200;
  private static final int SHOWN = 200;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(64)
                          .maxStringLength(1 << 20)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private final URI base;
  private final Duration longest;
  private final long largest;
  private final HttpClient client;

  PrbHttp(URI base) {
    this(base, LONGEST, LARGEST);
  }

  PrbHttp(URI base, Duration longest, long largest) {
    this.base = base;
    this.longest = longest;
    this.largest = largest;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
  }

  /** An answer as a tree, which is neither deep nor has a key twice. */
  static JsonNode parse(byte[] answer) throws IOException {
    return JSON.readTree(answer);
  }

  JsonNode get(String path) throws PrbUnreadable {
    return ask(path, HttpRequest.newBuilder(at(path)).GET());
  }

  JsonNode post(String path, String body) throws PrbUnreadable {
    return ask(
        path,
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private URI at(String path) {
    String root = base.toString();
    return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
  }

  private JsonNode ask(String path, HttpRequest.Builder request) throws PrbUnreadable {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.timeout(longest).build(),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), largest));
    try {
      return read(path, answer.get(longest.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new PrbUnreadable(
          "%s took longer than %d s to answer %s".formatted(base, longest.toSeconds(), path));
    } catch (ExecutionException e) {
      throw new PrbUnreadable(
          "%s cannot be asked for %s (%s): start the old bridge, or correct the address"
              .formatted(base, path, cause(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PrbUnreadable("interrupted while asking " + base);
    }
  }

  private JsonNode read(String path, HttpResponse<byte[]> answer) throws PrbUnreadable {
    JsonNode body;
    try {
      body = parse(answer.body());
    } catch (JsonProcessingException e) {
      throw new PrbUnreadable(
          "%s answered %d and no JSON to %s: is it the old bridge's address? (%s)"
              .formatted(base, answer.statusCode(), path, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new PrbUnreadable("%s answered %s unreadably (%s)".formatted(base, path, e));
    }
    if (answer.statusCode() != OK) {
      String said = body.path("message").asText("");
      throw new PrbUnreadable(
          "%s answered %d to %s: %s"
              .formatted(
                  base,
                  answer.statusCode(),
                  path,
                  said.isEmpty()
                      ? "nothing more"
                      : said.substring(0, Math.min(SHOWN, said.length()))));
    }
    return body;
  }

  private static String cause(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
