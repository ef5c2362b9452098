package dev.runtimebridge.lifecycle.ctl.inventory;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Names;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.Quoted;
import dev.runtimebridge.lifecycle.domain.WorkerEndpoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the fields of pools and workers, and keeps all that is wrong with them. */
final class Fields {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, Long> seen = new HashMap<>();

  /** Something is wrong there. */
  void fault(long line, String field, String sentence) {
    faults.add(new Fault(line, field, sentence));
  }

  List<Fault> faults() {
    return List.copyOf(faults);
  }

  Optional<String> name(long line, String field, String text) {
    return taken(line, field, Names.check(field, text));
  }

  Optional<WorkerEndpoint> endpoint(long line, String field, String text) {
    return taken(line, field, WorkerEndpoint.parse(text));
  }

  Optional<PhaAmount> stake(long line, String field, String text) {
    return taken(line, field, PhaAmount.parse(field, text));
  }

  Optional<Long> pid(long line, String field, String text) {
    if (!DIGITS.matcher(text).matches() || new BigInteger(text).compareTo(LARGEST) > 0) {
      fault(
          line,
          field,
          "%s is no pool: expected the pool's number on the chain, 1 to %d"
              .formatted(Quoted.of(text), Long.MAX_VALUE));
      return Optional.empty();
    }
    return taken(line, field, PoolId.of(Long.parseLong(text))).map(PoolId::pid);
  }

  Optional<Boolean> flag(long line, String field, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> Optional.of(true);
      case "false", "no", "" -> Optional.of(false);
      default -> {
        fault(line, field, "%s is neither true nor false".formatted(Quoted.of(text)));
        yield Optional.empty();
      }
    };
  }

  /** Says so if the document has this already. */
  void once(long line, String field, String shown, String key) {
    Long before = seen.putIfAbsent(field + " " + key, line);
    if (before != null) {
      fault(
          line,
          field,
          "%s stands in line %d already: expected each once".formatted(Quoted.of(shown), before));
    }
  }

  private <T> Optional<T> taken(long line, String field, Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T>(T value) -> Optional.of(value);
      case Checked.Refused<T>(var refusal) -> {
        fault(line, field, refusal.sentence());
        yield Optional.empty();
      }
    };
  }
}
