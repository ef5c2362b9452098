package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * All who may be drawn, by weight.
 *
 * @param classes ascending, each weight once, none empty
 */
public record Field(List<WeightClass> classes) {
  /** Puts equal weights together and leaves out empty classes. */
  public Field {
    var workers = new TreeMap<Long, Integer>();
    long total = 0;
    for (WeightClass each : classes) {
      total += each.workers();
      if (total > Integer.MAX_VALUE) {
        throw new RefusedInput(
            Reason.TOO_MANY_WORKERS, "more workers than 31 bits can count; give fewer");
      }
      workers.merge(each.weight(), each.workers(), Integer::sum);
    }
    var merged = new ArrayList<WeightClass>();
    workers.forEach(
        (weight, count) -> {
          if (count > 0) {
            merged.add(new WeightClass(weight, count));
          }
        });
    classes = List.copyOf(merged);
  }

  /** A field of workers with these weights. */
  public static Field of(Iterable<Long> weights) {
    var workers = new TreeMap<Long, Integer>();
    weights.forEach(weight -> workers.merge(weight, 1, Integer::sum));
    var classes = new ArrayList<WeightClass>();
    workers.forEach((weight, count) -> classes.add(new WeightClass(weight, count)));
    return new Field(classes);
  }

  /** This field with these, too. */
  public Field and(Field more) {
    var both = new ArrayList<>(classes);
    both.addAll(more.classes);
    return new Field(both);
  }

  /** How many there are. */
  public int workers() {
    return classes.stream().mapToInt(WeightClass::workers).sum();
  }

  /** How many there are without weight. */
  public int weightless() {
    return classes.stream().filter(each -> each.weight() == 0).mapToInt(WeightClass::workers).sum();
  }

  /** Those with weight. */
  List<WeightClass> weighted() {
    return classes.stream().filter(each -> each.weight() > 0).toList();
  }

  /** Sum of all weights. */
  double totalWeight() {
    return classes.stream().mapToDouble(each -> (double) each.weight() * each.workers()).sum();
  }
}
