package dev.runtimebridge.lifecycle.ctl.inventory;

import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.WorkerEndpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * A worker as somebody wants it to be, or as it is.
 *
 * @param disabled whether it is not to be driven
 */
public record DeclaredWorker(
    String name,
    WorkerEndpoint endpoint,
    long pid,
    PhaAmount stake,
    boolean disabled,
    boolean syncOnly,
    boolean gatekeeper) {

  /** Whether nothing has to be done to make it this one. */
  public boolean isAs(DeclaredWorker wanted) {
    return differences(wanted).isEmpty();
  }

  /** The same, to be driven. */
  public DeclaredWorker started() {
    return new DeclaredWorker(name, endpoint, pid, stake, false, syncOnly, gatekeeper);
  }

  /** The same, driven or not as {@code other} is. */
  public DeclaredWorker drivenAs(DeclaredWorker other) {
    return new DeclaredWorker(name, endpoint, pid, stake, other.disabled, syncOnly, gatekeeper);
  }

  /** What has to change to make it the one that is wanted, in words. */
  public List<String> differences(DeclaredWorker wanted) {
    var words = new ArrayList<String>();
    if (pid != wanted.pid) {
      words.add("pool %d → %d".formatted(pid, wanted.pid));
    }
    if (!endpoint.normalised().equals(wanted.endpoint.normalised())) {
      words.add("endpoint %s → %s".formatted(endpoint.url(), wanted.endpoint.url()));
    }
    if (!stake.equals(wanted.stake)) {
      words.add("stake %s → %s PHA".formatted(stake.toPha(), wanted.stake.toPha()));
    }
    flag(words, "sync only", syncOnly, wanted.syncOnly);
    flag(words, "gatekeeper", gatekeeper, wanted.gatekeeper);
    if (disabled != wanted.disabled) {
      words.add(wanted.disabled ? "driven → stopped" : "stopped → driven");
    }
    return words;
  }

  /** What it is, in words, without its name. */
  public String words() {
    var words =
        new StringBuilder(
            "pool %d, %s, stake %s PHA".formatted(pid, endpoint.url(), stake.toPha()));
    if (disabled) {
      words.append(", stopped");
    }
    if (syncOnly) {
      words.append(", sync only");
    }
    if (gatekeeper) {
      words.append(", gatekeeper");
    }
    return words.toString();
  }

  private static void flag(List<String> words, String name, boolean is, boolean wanted) {
    if (is != wanted) {
      words.add("%s %s → %s".formatted(name, is ? "yes" : "no", wanted ? "yes" : "no"));
    }
  }
}
