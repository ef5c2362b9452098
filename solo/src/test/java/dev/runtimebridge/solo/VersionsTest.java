package dev.runtimebridge.solo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.RuntimeVersion;
import io.grpc.internal.GrpcUtil;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** What the build names itself must be what the Quarkus platform brings. */
class VersionsTest {
  @Test
  void shouldRunTheBrokerAtTheVersionOfTheClients() {
    assertEquals(AppInfoParser.getVersion(), System.getProperty("kafka.version"));
  }

  @Test
  void shouldGenerateMessagesForTheProtobufThatIsThere() {
    assertEquals(
        "%d.%d.%d"
            .formatted(
                RuntimeVersion.OSS_MAJOR, RuntimeVersion.OSS_MINOR, RuntimeVersion.OSS_PATCH),
        System.getProperty("protobuf.version"));
  }

  @Test
  void shouldGenerateServicesForTheGrpcThatIsThere() {
    assertEquals(GrpcUtil.IMPLEMENTATION_VERSION, System.getProperty("grpc.version"));
  }
}
