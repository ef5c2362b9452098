package dev.runtimebridge.devnet.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import dev.runtimebridge.schemas.prpc.PrpcError;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The farm over real HTTP: paths, statuses, bodies, limits and faults. */
class WorkerFarmTest {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private WorkerFarm farm;

  @BeforeEach
  void start() throws Exception {
    farm = WorkerFarm.start(FarmSettings.of(3));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    farm.close();
  }

  @Test
  void shouldAnswerGetInfoOfAWorkerThatIsNotInitialised() throws Exception {
    PhactoryInfo info = PhactoryInfo.parseFrom(prpc(2, "GetInfo", new byte[0]).body());
    assertFalse(info.getInitialized());
    assertTrue(info.getCanLoadChainState());
    assertFalse(info.hasPublicKey());
  }

  @Test
  void shouldRefuseAnUnknownMethodWith404() throws Exception {
    HttpResponse<byte[]> answer = prpc(0, "NoSuchMethod", new byte[0]);
    assertEquals(404, answer.statusCode());
    assertEquals("Method Not Found", PrpcError.parseFrom(answer.body()).getMessage());
  }

  private HttpResponse<byte[]> prpc(int worker, String method, byte[] body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(farm.baseUrl(worker) + "/prpc/PhactoryAPI." + method))
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }
}
