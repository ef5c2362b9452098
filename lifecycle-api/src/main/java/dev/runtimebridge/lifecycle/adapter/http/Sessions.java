package dev.runtimebridge.lifecycle.adapter.http;

import com.google.rpc.Code;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Browsers that are signed in, and codes for one sign-in each; in memory, so that a restart ends
 * them all. Of more than there is room for, the one unused for longest goes. A session's streams
 * end with it, and it does not end for want of use while it has any.
 */
@Singleton
public class Sessions {
  static final Duration IDLE = Duration.ofHours(12);
  static final Duration CODE_LIVES = Duration.ofMinutes(10);

  /** Why a caller whose session is over is refused, and why a stream of it ends. */
  static final Problem ENDED =
      Problem.of(
          Code.UNAUTHENTICATED,
          "SESSION_ENDED",
          "the session has ended, or the API was started again",
          "sign in again");

  private static final int MOST = 1_000;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final int mostStreams;
  // In the order in which they end.
  private final Map<Hashed, Entry> sessions = new LinkedHashMap<>();
  private final Map<Hashed, Entry> codes = new LinkedHashMap<>();

  /** What ends when the session does, in {@code streams}. */
  private record Entry(Role role, Instant until, Set<Runnable> streams) {
    boolean isOver(Instant now) {
      return streams.isEmpty() && !until.isAfter(now);
    }
  }

  /** A code for one sign-in, and until when it is good. */
  record SignInSecret(String secret, Instant until) {
    @Override
    public String toString() {
      return "SignInSecret[until=" + until + "]";
    }
  }

  /** Without any session, by the clock of the system. */
  @Inject
  Sessions(ApiConfig config) {
    this(Clock.systemUTC(), config.sessionStreams());
  }

  Sessions(Clock clock, int mostStreams) {
    this.clock = clock;
    this.mostStreams = mostStreams;
  }

  /** Begins a session; the answer is the secret that its cookie holds. */
  synchronized String begin(Role role) {
    String secret = Hashed.newSecret(random);
    put(sessions, Hashed.of(secret), role, IDLE, new HashSet<>());
    return secret;
  }

  /** The role of a session that has not ended; it lives on from now. */
  synchronized Optional<Role> roleOf(Hashed session) {
    Entry entry = sessions.remove(session);
    if (entry == null || entry.isOver(clock.instant())) {
      return Optional.empty();
    }
    put(sessions, session, entry.role(), IDLE, entry.streams());
    return Optional.of(entry.role());
  }

  /** Takes a stream into its session until its answer has ended, or says why not. */
  Optional<Problem> join(RoutingContext http, Hashed session, HttpCall stream) {
    Runnable signedOut = stream::signedOut;
    http.addEndHandler(_ -> leave(session, signedOut));
    return join(session, signedOut);
  }

  /** Takes a stream into its session, or says why not. */
  synchronized Optional<Problem> join(Hashed session, Runnable whenEnded) {
    Entry entry = sessions.get(session);
    if (entry == null) {
      return Optional.of(ENDED);
    }
    if (entry.streams().size() >= mostStreams) {
      return Optional.of(
          Problem.of(
              Code.RESOURCE_EXHAUSTED,
              "TOO_MUCH",
              "this session has %d streams open already".formatted(mostStreams),
              "close a page, or raise bridge.api.session-streams"));
    }
    entry.streams().add(whenEnded);
    return Optional.empty();
  }

  /** A stream has ended by itself. */
  synchronized void leave(Hashed session, Runnable whenEnded) {
    Entry entry = sessions.get(session);
    if (entry != null && entry.streams().remove(whenEnded)) {
      sessions.remove(session);
      put(sessions, session, entry.role(), IDLE, entry.streams());
    }
  }

  /** Ends a session and its streams. */
  synchronized void end(Hashed session) {
    Entry entry = sessions.remove(session);
    if (entry != null) {
      entry.streams().forEach(Runnable::run);
    }
  }

  synchronized SignInSecret newCode(Role role) {
    var code = new SignInSecret(Hashed.newSecret(random), clock.instant().plus(CODE_LIVES));
    put(codes, Hashed.of(code.secret()), role, CODE_LIVES, Set.of());
    return code;
  }

  /** The role of a code, which is used up by this. */
  synchronized Optional<Role> redeem(String secret) {
    Entry entry = codes.remove(Hashed.of(secret));
    return entry == null || entry.isOver(clock.instant())
        ? Optional.empty()
        : Optional.of(entry.role());
  }

  private void put(
      Map<Hashed, Entry> to, Hashed key, Role role, Duration lives, Set<Runnable> streams) {
    Instant now = clock.instant();
    Iterator<Entry> oldest = to.values().iterator();
    while (oldest.hasNext()) {
      Entry entry = oldest.next();
      if (!entry.isOver(now) && to.size() < MOST) {
        break;
      }
      oldest.remove();
      entry.streams().forEach(Runnable::run);
    }
    to.put(key, new Entry(role, now.plus(lives), streams));
  }
}
