package dev.runtimebridge.syncer.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PccsConfigTest {
  @Test
  void shouldAskPhalasServiceUnlessToldOtherwise() {
    SyncerConfig.Pccs pccs = given(Map.of());

    assertEquals(
        Optional.of(URI.create("https://pccs.phala.network/sgx/certification/v4/")), pccs.url());
    assertEquals(Duration.ofSeconds(10), pccs.timeout());
  }

  @Test
  void shouldAskNobodyWhereTheAddressIsEmpty() {
    assertEquals(Optional.empty(), given(Map.of("bridge.syncer.pccs.url", "")).url());
  }

  private static SyncerConfig.Pccs given(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(SyncerConfig.class)
        .withSources(new PropertiesConfigSource(values, "test", 500))
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .build()
        .getConfigMapping(SyncerConfig.class)
        .pccs();
  }
}
