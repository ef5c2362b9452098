package dev.runtimebridge.lifecycle.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What came of checking an input: the value, or why it was refused. */
public sealed interface Checked<T> {

  /** The input is good. */
  record Valid<T>(T value) implements Checked<T> {}

  /** The input is not good. */
  record Refused<T>(Refusal refusal) implements Checked<T> {}

  /** A good value. */
  static <T> Checked<T> valid(T value) {
    return new Valid<>(value);
  }

  /** A refusal of this kind. */
  static <T> Checked<T> refused(Refusal.Reason reason, String sentence) {
    return new Refused<>(new Refusal(reason, sentence));
  }

  /** A refusal because a value is not one that its field can have. */
  static <T> Checked<T> invalid(String sentence) {
    return new Refused<>(Refusal.invalid(sentence));
  }

  /** {@code value} if all parts are good, else all that is wrong with any of them. */
  static <T> Checked<T> all(T value, List<Checked<?>> parts) {
    List<Refusal> refusals = parts.stream().flatMap(part -> part.whyNot().stream()).toList();
    return refusals.isEmpty() ? valid(value) : new Refused<>(Refusal.of(refusals));
  }

  /** Why the input is not good, if it is not. */
  default Optional<Refusal> whyNot() {
    return this instanceof Refused<T>(Refusal why) ? Optional.of(why) : Optional.empty();
  }

  /** The same, a refusal being of the field {@code path} or of one within it. */
  default Checked<T> at(String path) {
    return this instanceof Refused<T>(Refusal refusal) ? new Refused<>(refusal.at(path)) : this;
  }

  /** Goes on with the value; the first refusal is the one that stays. */
  default <R> Checked<R> then(Function<? super T, Checked<R>> next) {
    return switch (this) {
      case Valid<T>(T value) -> next.apply(value);
      case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
    };
  }

  /** Turns the value into another one. */
  default <R> Checked<R> map(Function<? super T, ? extends R> change) {
    return then(value -> valid(change.apply(value)));
  }
}
