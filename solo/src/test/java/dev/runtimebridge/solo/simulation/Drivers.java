package dev.runtimebridge.solo.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which session of one process sends to which worker; one that was replaced must send no more. */
final class Drivers {
  private final Verdict verdict;
  private final Map<String, Thread> present = new HashMap<>();
  private final Set<Thread> replaced = new HashSet<>();

  Drivers(Verdict verdict) {
    this.verdict = verdict;
  }

  /** The running thread is about to send {@code method} to a worker. */
  void sends(String worker, String method) {
    Thread session = Thread.currentThread();
    verdict.require(
        Law.ONE_DRIVER,
        !replaced.contains(session),
        "%s sends %s to %s after %s of the same process has begun to",
        session.getName(),
        method,
        worker,
        present.get(worker));
    Thread before = present.put(worker, session);
    if (before != null && before != session) {
      replaced.add(before);
    }
  }
}
