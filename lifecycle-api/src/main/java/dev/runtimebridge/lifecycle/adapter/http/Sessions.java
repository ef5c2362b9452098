package dev.runtimebridge.lifecycle.adapter.http;

import dev.runtimebridge.lifecycle.adapter.security.Role;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Browsers that are signed in, and codes for one sign-in each; in memory, so that a restart ends
 * them all. Of more than there is room for, the one unused for longest goes.
 */
@Singleton
public class Sessions {
  static final Duration IDLE = Duration.ofHours(12);
  static final Duration CODE_LIVES = Duration.ofMinutes(10);
  private static final int MOST = 1_000;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  // In the order in which they end.
  private final Map<Hashed, Entry> sessions = new LinkedHashMap<>();
  private final Map<Hashed, Entry> codes = new LinkedHashMap<>();

  private record Entry(Role role, Instant until) {}

  /** A code for one sign-in, and until when it is good. */
  record Code(String secret, Instant until) {
    @Override
    public String toString() {
      return "Code[until=" + until + "]";
    }
  }

  /** Without any session, by the clock of the system. */
  public Sessions() {
    this(Clock.systemUTC());
  }

  Sessions(Clock clock) {
    this.clock = clock;
  }

  /** Begins a session; the answer is the secret that its cookie holds. */
  synchronized String begin(Role role) {
    String secret = Hashed.newSecret(random);
    put(sessions, secret, role, clock.instant().plus(IDLE));
    return secret;
  }

  /** The role of a session that has not ended; it lives on from now. */
  synchronized Optional<Role> roleOf(String secret) {
    Entry entry = sessions.remove(Hashed.of(secret));
    if (entry == null || !entry.until().isAfter(clock.instant())) {
      return Optional.empty();
    }
    put(sessions, secret, entry.role(), clock.instant().plus(IDLE));
    return Optional.of(entry.role());
  }

  synchronized void end(String secret) {
    sessions.remove(Hashed.of(secret));
  }

  synchronized Code newCode(Role role) {
    var code = new Code(Hashed.newSecret(random), clock.instant().plus(CODE_LIVES));
    put(codes, code.secret(), role, code.until());
    return code;
  }

  /** The role of a code, which is used up by this. */
  synchronized Optional<Role> redeem(String secret) {
    Entry entry = codes.remove(Hashed.of(secret));
    return entry == null || !entry.until().isAfter(clock.instant())
        ? Optional.empty()
        : Optional.of(entry.role());
  }

  private void put(Map<Hashed, Entry> to, String secret, Role role, Instant until) {
    Iterator<Entry> oldest = to.values().iterator();
    while (oldest.hasNext()
        && (!oldest.next().until().isAfter(clock.instant()) || to.size() >= MOST)) {
      oldest.remove();
    }
    to.put(Hashed.of(secret), new Entry(role, until));
  }
}
