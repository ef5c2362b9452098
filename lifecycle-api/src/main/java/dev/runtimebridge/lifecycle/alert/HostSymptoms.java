package dev.runtimebridge.lifecycle.alert;

import dev.runtimebridge.lifecycle.alert.Situation.Disk;
import dev.runtimebridge.lifecycle.alert.Situation.Host;
import java.util.stream.Stream;

/** What only this process knows. */
final class HostSymptoms {
  private HostSymptoms() {}

  static Stream<Symptom> of(Host host, AlertSettings settings) {
    int least = settings.of(Rule.DISK_FULL).threshold();
    Stream<Symptom> disk =
        host.disk().stream().filter(it -> it.freePercent() < least).map(it -> full(it, least));
    Stream<Symptom> log =
        host.logTrouble().stream()
            .map(
                it ->
                    Symptom.of(
                        Rule.LOG_READING_STOPPED,
                        it.name(),
                        it.name(),
                        it.name(),
                        it.since(),
                        "the API does not read the log: " + Line.of(it.text())));
    Stream<Symptom> deliveries =
        host.deliveries().stream()
            .map(
                it ->
                    Symptom.of(
                        Rule.NOTIFICATION_FAILING,
                        it.name(),
                        it.name(),
                        it.name(),
                        it.since(),
                        "%s does not take alerts: %s".formatted(it.name(), Line.of(it.text()))));
    return Stream.of(disk, log, deliveries).flatMap(found -> found);
  }

  private static Symptom full(Disk disk, int least) {
    return Symptom.of(
        Rule.DISK_FULL,
        "data",
        "data",
        disk.folder(),
        disk.since(),
        "less than %d%% of the disk of %s is free".formatted(least, disk.folder()));
  }
}
