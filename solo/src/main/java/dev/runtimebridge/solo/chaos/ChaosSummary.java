package dev.runtimebridge.solo.chaos;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a run; {@code --json} writes it.
 *
 * @param seed what made the faults
 * @param workers how many there were
 * @param leftOut kinds of faults that this machine does not allow, and why
 * @param recoveries from each fault
 * @param invariants what must hold
 */
record ChaosSummary(
    long seed,
    int workers,
    Map<FaultKind, String> leftOut,
    List<Recovery> recoveries,
    List<Invariant> invariants) {

  /** Copies what it is given. */
  ChaosSummary {
    leftOut = Map.copyOf(leftOut);
    recoveries = List.copyOf(recoveries);
    invariants = List.copyOf(invariants);
  }

  /** Whether every fault was recovered from and everything holds. */
  boolean isGood() {
    return recoveries.stream().allMatch(Recovery::recovered)
        && invariants.stream().allMatch(Invariant::holds);
  }

  /** The table at the end. */
  String table() {
    var table = new StringBuilder();
    table.append(
        "%-20s %6s %8s %9s %7s %13s%n"
            .formatted("fault", "times", "alone", "median s", "worst s", "blocks behind"));
    Map<String, List<Recovery>> byFault =
        recoveries.stream()
            .collect(Collectors.groupingBy(Recovery::fault, TreeMap::new, Collectors.toList()));
    byFault.forEach((fault, all) -> table.append(row(fault, all)));
    leftOut.forEach((kind, why) -> table.append("left out: %s (%s)%n".formatted(kind, why)));
    table.append("%n%-58s %8s    %-8s%n".formatted("what must hold", "broken", "seen"));
    invariants.forEach(invariant -> table.append(invariant).append(System.lineSeparator()));
    return table.toString();
  }

  /** Median of what was recovered from alone; all count for the worst. */
  private static String row(String fault, List<Recovery> all) {
    List<Double> alone =
        all.stream().filter(each -> !each.overlapped()).map(Recovery::seconds).sorted().toList();
    boolean allRecovered = all.stream().allMatch(Recovery::recovered);
    double worst = all.stream().mapToDouble(Recovery::seconds).max().orElse(0);
    return "%-20s %6d %8s %9s %7s %13d%n"
        .formatted(
            fault,
            all.size(),
            alone.size(),
            alone.isEmpty() ? "-" : seconds(median(alone)),
            allRecovered ? seconds(worst) : "never",
            all.stream().mapToLong(Recovery::mostBehind).max().orElse(0));
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
