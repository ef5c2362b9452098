package dev.runtimebridge.lifecycle.alert;

import dev.runtimebridge.lifecycle.domain.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All rules: a pure function of what is known, and of the time. */
public final class Symptoms {
  private Symptoms() {}

  /** The conditions that hold by the tables. */
  public static List<Symptom> of(Situation situation, AlertSettings settings) {
    List<Symptom> found = new ArrayList<>();
    var workers = new WorkerSymptoms(situation, settings);
    for (Worker worker : situation.tables().workers().all()) {
      workers.find(worker, found::add);
    }
    Stream.of(
            AccountSymptoms.of(situation),
            TransactionSymptoms.of(situation, settings),
            ChainSymptoms.of(situation, settings))
        .forEach(some -> some.forEach(found::add));
    return found;
  }

  /** The conditions that hold by what only this process knows. */
  public static List<Symptom> of(Situation.Host host, AlertSettings settings) {
    return HostSymptoms.of(host, settings).toList();
  }
}
