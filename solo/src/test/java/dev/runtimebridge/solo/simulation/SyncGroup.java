package dev.runtimebridge.solo.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which syncer has which partition, as a coordinator says that hears from them now and then. Who is
 * not heard of loses its partitions and does not know.
 */
final class SyncGroup {
  private static final Duration SESSION = Duration.ofSeconds(4);

  private final Scheduler scheduler;
  private final int partitions;
  private final Map<Integer, SimProcess> owners = new HashMap<>();
  private final Map<String, Instant> heard = new HashMap<>();
  private final List<SimProcess> members = new ArrayList<>();

  SyncGroup(Scheduler scheduler, int partitions) {
    this.scheduler = scheduler;
    this.partitions = partitions;
  }

  /** A member gives a sign of life; returns the partitions that it has now. */
  Set<Integer> heartbeat(SimProcess member) {
    if (!members.contains(member)) {
      members.add(member);
    }
    heard.put(member.name(), scheduler.now());
    members.removeIf(each -> heard.get(each.name()).plus(SESSION).isBefore(scheduler.now()));
    assign();
    var mine = new TreeSet<Integer>();
    owners.forEach(
        (partition, owner) -> {
          if (owner == member) {
            mine.add(partition);
          }
        });
    return mine;
  }

  private void assign() {
    for (int partition = 0; partition < partitions; partition++) {
      SimProcess owner = owners.get(partition);
      if (owner == null || !members.contains(owner)) {
        owners.put(partition, members.get(partition % members.size()));
      }
    }
  }

  /** Spreads the partitions anew, as when a member has come. */
  void rebalance() {
    if (!members.isEmpty()) {
      owners.clear();
      Collections.shuffle(members, scheduler.chance());
      assign();
    }
  }
}
