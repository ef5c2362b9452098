package dev.runtimebridge.dispatcher.adapter.http;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.dispatch.domain.ComputingTask;
import dev.runtimebridge.dispatcher.port.NoAnswer;
import dev.runtimebridge.dispatcher.port.NoAnswer.Reason;
import dev.runtimebridge.dispatcher.port.OpenTask;
import dev.runtimebridge.dispatcher.port.TaskWorkers;
import dev.runtimebridge.schemas.v1.ComputeTaskAnswer;
import dev.runtimebridge.schemas.v1.ComputeTaskRequest;
import dev.runtimebridge.substrate.Bytes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Workers behind {@code POST <endpoint>/tasks/compute} with Protobuf bodies. */
public final class HttpTaskWorkers implements TaskWorkers, AutoCloseable {
  /** Four times what a result and a signature take. */
  private static final int MOST_BYTES = 512;

  private static final int MOST_BYTES_OF_NO_ANSWER = 1 << 16;
  private static final int OK = 200;
  private static final BodyHandler<byte[]> ANSWER =
      BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES);

  /** Nothing is kept of an error page, and not all of it is read. */
  private static final BodyHandler<byte[]> NO_ANSWER =
      BodyHandlers.limiting(BodyHandlers.replacing(new byte[0]), MOST_BYTES_OF_NO_ANSWER);

  /** What {@link BodyHandlers#limiting} says has no type of its own. */
  private static final String CAPACITY_EXCEEDED = "exceeds capacity";

  private final HttpClient client;
  private final Duration timeout;

  /** A client that waits so long for an answer. */
  public HttpTaskWorkers(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .executor(
                Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("task-http-", 0).factory()))
            .build();
  }

  @Override
  public Answer ask(OpenTask open) throws NoAnswer, InterruptedException {
    HttpResponse<byte[]> response = call(request(open));
    if (response.statusCode() != OK) {
      throw new NoAnswer(Reason.REFUSED, "status " + response.statusCode());
    }
    return answer(response.body());
  }

  /** Gives calls that run up. */
  @Override
  public void close() {
    client.shutdownNow();
  }

  /** An answer as far as it is one; not an element of it has been checked. */
  static Answer answer(byte[] body) throws NoAnswer {
    try {
      ComputeTaskAnswer answer = ComputeTaskAnswer.parseFrom(body);
      return new Answer(
          Bytes.of(answer.getResult().toByteArray()),
          Bytes.of(answer.getSignature().toByteArray()));
    } catch (InvalidProtocolBufferException e) {
      throw new NoAnswer(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  /** The client's own time limit ends with the head of an answer; this one is for all of it. */
  private HttpResponse<byte[]> call(HttpRequest request) throws NoAnswer, InterruptedException {
    Future<HttpResponse<byte[]>> call =
        client.sendAsync(
            request, head -> (head.statusCode() == OK ? ANSWER : NO_ANSWER).apply(head));
    try {
      return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new NoAnswer(Reason.TIMED_OUT, "no answer within " + timeout);
    } catch (ExecutionException e) {
      String why = String.valueOf(e.getCause());
      throw new NoAnswer(
          why.contains(CAPACITY_EXCEEDED) ? Reason.TOO_LARGE : Reason.UNREACHABLE, why);
    } finally {
      call.cancel(true);
    }
  }

  private HttpRequest request(OpenTask open) throws NoAnswer {
    ComputingTask task = open.task();
    byte[] body =
        ComputeTaskRequest.newBuilder()
            .setRound(task.round())
            .setSeed(ByteString.copyFrom(task.seed().toBytes()))
            .setPublicKey(ByteString.copyFrom(task.publicKeyBytes()))
            .build()
            .toByteArray();
    String base = open.endpoint();
    try {
      return HttpRequest.newBuilder(
              URI.create(
                  (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                      + "/tasks/compute"))
          .header("Content-Type", "application/octet-stream")
          .POST(BodyPublishers.ofByteArray(body))
          .build();
    } catch (IllegalArgumentException e) {
      throw new NoAnswer(Reason.NO_ADDRESS, "the endpoint \"%s\" is no address".formatted(base));
    }
  }
}
