package dev.runtimebridge.lifecycle.ctl.prb;

import dev.runtimebridge.lifecycle.ctl.inventory.Declaration;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredOperator;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredOperator.SecretPlace;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredPool;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredWorker;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Names;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.Quoted;
import dev.runtimebridge.lifecycle.domain.WorkerEndpoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an old bridge has, as a declaration: workers stopped, names as they can be here, operators
 * by their addresses. All that cannot be taken over is told at once.
 */
public final class Takeover {
  private static final int LONGEST_NAME = 64;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,39}");

  private final Map<Long, SecretPlace> secrets;
  private final boolean operators;
  private final List<String> faults = new ArrayList<>();
  private final List<String> renamed = new ArrayList<>();
  private final Map<String, String> endpoints = new HashMap<>();

  /**
   * @param secrets where operators' secrets are kept, by pool
   * @param operators whether operators are taken over at all
   */
  public Takeover(Map<Long, SecretPlace> secrets, boolean operators) {
    this.secrets = Map.copyOf(secrets);
    this.operators = operators;
  }

  /**
   * All pools that are meant, with their workers.
   *
   * @param pids which pools; empty for all
   */
  public Declaration of(OldBridge old, Set<Long> pids) {
    var pools = new ArrayList<DeclaredPool>();
    Set<String> poolNames = new HashSet<>();
    Set<Long> known = new HashSet<>();
    for (OldPool pool : old.pools()) {
      if (!pids.isEmpty() && pids.stream().noneMatch(pid -> pid.toString().equals(pool.pid()))) {
        continue;
      }
      pid("pool", pool.name(), pool.pid())
          .ifPresent(
              pid -> {
                known.add(pid);
                String name = name("pool", pool.name(), poolNames);
                pools.add(new DeclaredPool(pid, name, pool.syncOnly(), operator(pid, pool)));
              });
    }
    pids.stream()
        .filter(pid -> !known.contains(pid))
        .forEach(pid -> faults.add("pool %d: the old bridge does not have it".formatted(pid)));
    var workers = new ArrayList<DeclaredWorker>();
    Set<String> workerNames = new HashSet<>();
    for (OldWorker worker : old.workers()) {
      if (!pids.isEmpty() && pids.stream().noneMatch(pid -> pid.toString().equals(worker.pid()))) {
        continue;
      }
      pid("worker", worker.name(), worker.pid())
          .filter(known::contains)
          .flatMap(pid -> worker(pid, worker, workerNames))
          .ifPresent(workers::add);
    }
    return new Declaration(pools, workers);
  }

  /** What cannot be taken over, and why. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** What is called otherwise here. */
  public List<String> renamed() {
    return List.copyOf(renamed);
  }

  private Optional<DeclaredWorker> worker(long pid, OldWorker old, Set<String> names) {
    String name = name("worker", old.name(), names);
    Optional<WorkerEndpoint> endpoint =
        valid("worker " + Quoted.of(old.name()), WorkerEndpoint.parse(old.endpoint()));
    endpoint.ifPresent(
        it -> {
          String other = endpoints.putIfAbsent(it.normalised(), old.name());
          if (other != null) {
            faults.add(
                "worker %s: its endpoint %s is that of %s, too"
                    .formatted(Quoted.of(old.name()), it.url(), Quoted.of(other)));
          }
        });
    return endpoint.flatMap(
        it ->
            stake(old)
                .map(
                    stake ->
                        new DeclaredWorker(
                            name, it, pid, stake, true, old.syncOnly(), old.gatekeeper())));
  }

  private Optional<PhaAmount> stake(OldWorker old) {
    String digits = old.stake().isEmpty() ? "0" : old.stake();
    if (DIGITS.matcher(digits).matches() && new BigInteger(digits).bitLength() <= 128) {
      return Optional.of(new PhaAmount(new BigInteger(digits)));
    }
    faults.add(
        "worker %s: stake %s is no amount in smallest units"
            .formatted(Quoted.of(old.name()), Quoted.of(digits)));
    return Optional.empty();
  }

  private Optional<DeclaredOperator> operator(long pid, OldPool pool) {
    Optional<SecretPlace> secret = Optional.ofNullable(secrets.get(pid));
    if (!operators || (pool.operator().isEmpty() && secret.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new DeclaredOperator(pool.operator(), pool.proxied(), secret));
  }

  private Optional<Long> pid(String kind, String name, String text) {
    String what = "%s %s".formatted(kind, Quoted.of(name));
    try {
      return valid(what, PoolId.of(Long.parseLong(text))).map(PoolId::pid);
    } catch (NumberFormatException e) {
      faults.add("%s: pid %s is no number of a pool".formatted(what, Quoted.of(text)));
      return Optional.empty();
    }
  }

  /** The name, or the nearest that is allowed here; names that become the same are a fault. */
  private String name(String kind, String old, Set<String> taken) {
    String name = old;
    if (Names.check("name", old) instanceof Checked.Refused) {
      String plain = old.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
      name = plain.isEmpty() ? kind : plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
      renamed.add("%s %s is called %s here".formatted(kind, Quoted.of(old), name));
    }
    if (!taken.add(name)) {
      faults.add(
          "%s %s: another one is called %s here, too: rename one of them in the old bridge"
              .formatted(kind, Quoted.of(old), name));
    }
    return name;
  }

  private <T> Optional<T> valid(String what, Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T>(T value) -> Optional.of(value);
      case Checked.Refused<T>(var refusal) -> {
        faults.add("%s: %s".formatted(what, refusal.sentence()));
        yield Optional.empty();
      }
    };
  }
}
