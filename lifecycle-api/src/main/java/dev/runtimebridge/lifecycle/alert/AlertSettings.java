package dev.runtimebridge.lifecycle.alert;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How alerts are made.
 *
 * @param rules how each rule is applied; one that is not here as usual
 * @param toldSingly how many alerts of one rule are told one by one; more are told as one
 */
public record AlertSettings(Map<Rule, RuleSettings> rules, int toldSingly) {
  /** As without any configuration. */
  public static final AlertSettings USUAL = new AlertSettings(Map.of(), 20);

  /** Copies the map. */
  public AlertSettings {
    rules = Map.copyOf(rules);
  }

  /** How a rule is applied. */
  public RuleSettings of(Rule rule) {
    return rules.getOrDefault(rule, rule.usual());
  }

  /** All that is wrong with these settings, in words; empty if nothing is. */
  public Set<String> faults() {
    return Stream.concat(
            toldSingly < 1 || toldSingly > 1_000
                ? Stream.of(
                    "bridge.alerts.told-singly is %d: expected 1 to 1000".formatted(toldSingly))
                : Stream.empty(),
            rules.entrySet().stream().flatMap(entry -> faults(entry.getKey(), entry.getValue())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> faults(Rule rule, RuleSettings settings) {
    String key = "bridge.alerts.rules." + rule.key();
    Stream<String> times =
        Stream.of(
                settings.holdsFor().isNegative()
                    ? "%s.for is %s: expected 0s or more".formatted(key, settings.holdsFor())
                    : "",
                settings.keep().isNegative()
                    ? "%s.keep is %s: expected 0s or more".formatted(key, settings.keep())
                    : "")
            .filter(fault -> !fault.isEmpty());
    return Stream.concat(
        times,
        rule.threshold().stream()
            .filter(it -> settings.threshold() < it.least() || settings.threshold() > it.most())
            .map(
                it ->
                    "%s.threshold is %d: expected %d to %d %s"
                        .formatted(key, settings.threshold(), it.least(), it.most(), it.unit())));
  }
}
