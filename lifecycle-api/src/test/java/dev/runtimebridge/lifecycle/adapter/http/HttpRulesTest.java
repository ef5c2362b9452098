package dev.runtimebridge.lifecycle.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.schemas.v1.Setting;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HttpRulesTest {
  private Instant now = Instant.EPOCH;
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return InstantSource.fixed(now).withZone(zone);
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @Test
  void shouldReadFieldsOutOfPaths() {
    var verb = PathTemplate.parse("/v1/workers/{worker.id}:start");
    assertEquals(Optional.of(Map.of("worker.id", "a b+")), verb.match("/v1/workers/a%20b+:start"));
    assertEquals(Optional.empty(), verb.match("/v1/workers/a/b:start"));
    assertEquals(Optional.empty(), verb.match("/v1/workers/%zz:start"));
    assertEquals(Optional.empty(), verb.match("/v1/workers/a"));
  }

  @Test
  void shouldEndSessionsThatNobodyUses() {
    var sessions = new Sessions(clock, 2);
    String used = sessions.begin(Role.VIEWER);
    String idle = sessions.begin(Role.OPERATOR);
    now = now.plus(Sessions.IDLE).minusSeconds(1);
    assertEquals(Optional.of(Role.VIEWER), sessions.roleOf(Hashed.of(used)));
    now = now.plusSeconds(1);
    assertEquals(Optional.of(Role.VIEWER), sessions.roleOf(Hashed.of(used)));
    assertEquals(Optional.empty(), sessions.roleOf(Hashed.of(idle)));
    sessions.end(Hashed.of(used));
    assertEquals(Optional.empty(), sessions.roleOf(Hashed.of(used)));
    assertEquals(Optional.empty(), sessions.roleOf(Hashed.of("never begun")));
  }

  @Test
  void shouldEndASessionsStreamsWithIt() {
    var sessions = new Sessions(clock, 2);
    Hashed session = Hashed.of(sessions.begin(Role.VIEWER));
    List<String> ended = new ArrayList<>();
    Runnable first = () -> ended.add("first");
    Runnable second = () -> ended.add("second");
    assertEquals(Optional.empty(), sessions.join(session, first));
    assertEquals(Optional.empty(), sessions.join(session, second));
    assertEquals("TOO_MUCH", sessions.join(session, () -> {}).orElseThrow().reason());
    now = now.plus(Sessions.IDLE).plus(Sessions.IDLE);
    assertEquals(Optional.of(Role.VIEWER), sessions.roleOf(session), "its streams are use");
    now = now.plus(Sessions.IDLE);
    sessions.leave(session, first);
    assertEquals(Optional.of(Role.VIEWER), sessions.roleOf(session), "used until a moment ago");
    sessions.end(session);
    assertEquals(List.of("second"), ended);
    assertEquals("SESSION_ENDED", sessions.join(session, first).orElseThrow().reason());
  }

  @Test
  void shouldKeepNoMoreSessionsThanThereIsRoomFor() {
    var sessions = new Sessions(clock, 2);
    String first = sessions.begin(Role.VIEWER);
    for (int i = 0; i < 1_000; i++) {
      sessions.begin(Role.VIEWER);
    }
    assertEquals(Optional.empty(), sessions.roleOf(Hashed.of(first)), "unused for longest");
  }

  @Test
  void shouldTakeACodeOnceAndInTime() {
    var sessions = new Sessions(clock, 2);
    Sessions.SignInSecret code = sessions.newCode(Role.OPERATOR);
    assertFalse(code.toString().contains(code.secret()));
    assertEquals(Optional.of(Role.OPERATOR), sessions.redeem(code.secret()));
    assertEquals(Optional.empty(), sessions.redeem(code.secret()));
    Sessions.SignInSecret late = sessions.newCode(Role.OPERATOR);
    now = now.plus(Sessions.CODE_LIVES);
    assertEquals(Optional.empty(), sessions.redeem(late.secret()));
  }

  @Test
  void shouldLetAnAddressThatFailsWait() {
    var attempts = new Attempts(clock);
    for (int i = 0; i < Attempts.MOST; i++) {
      assertTrue(attempts.allowed("a"));
      attempts.failed("a");
    }
    assertFalse(attempts.allowed("a"));
    assertTrue(attempts.allowed("b"));
    now = now.plus(Attempts.WINDOW).plus(Duration.ofMillis(1));
    assertTrue(attempts.allowed("a"));
  }

  @Test
  void shouldKnowTheHostsThatItIsCalledBy() {
    var local = new Guard("127.0.0.1", Set.of());
    assertTrue(local.allows("localhost") && local.allows("127.0.0.2") && local.allows("[::1]"));
    assertFalse(local.allows("evil.example"));
    assertFalse(local.allows("127.0.0.1.evil.example"));
    assertTrue(new Guard("127.0.0.1", Set.of("bridge.example")).allows("bridge.example"));
    assertTrue(new Guard("0.0.0.0", Set.of()).allows("10.0.0.7"));
    assertFalse(new Guard("0.0.0.0", Set.of("bridge.example")).allows("10.0.0.7"));
  }

  @Test
  void shouldDescribeSettingsAndLeaveSecretsOut() {
    var config =
        new SmallRyeConfigBuilder()
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "bridge.x.calls", "30",
                        "bridge.x.longest-wait", "1s",
                        "bridge.x.endpoint", "wss://user:pass@node.example",
                        "bridge.x.webhook-secret", "hidden",
                        "bridge.alerts.webhooks.\"ops\".url", "https://hooks.example/T0/hidden",
                        "other.key", "1"),
                    "test",
                    100))
            .build();
    var table =
        SettingsTable.parse("| `bridge.x.calls`, `.longest-wait` | 30 | calls, see [there](#x) |");
    var settings = table.of(config);
    assertEquals(3, settings.size(), settings.toString());
    assertEquals("calls, see there", settings.getFirst().getDescription());
    assertEquals("wss://…@node.example", settings.get(1).getValue());
    assertEquals("calls, see there", settings.get(2).getDescription());
  }

  @Test
  void shouldDescribeSettingsOfTheServiceAndOfAlerts() {
    var config =
        new SmallRyeConfigBuilder()
            .withSources(
                new PropertiesConfigSource(
                    Map.of("bridge.api.watchers", "1", "bridge.alerts.every", "5s"), "test", 100))
            .build();
    var descriptions =
        SettingsTable.ofManual().of(config).stream().map(Setting::getDescription).toList();
    assertEquals("how often it looks", descriptions.getFirst());
    assertTrue(descriptions.getLast().startsWith("watches at once"), descriptions.toString());
  }
}
