package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.schemas.v1.ChangeOptions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who asks for a change and how it is to be made.
 *
 * @param issuedBy who asks
 * @param dryRun whether only to tell what would happen
 * @param key what makes a repeated request the same command; empty where each is its own
 */
public record Change(String issuedBy, boolean dryRun, Optional<CommandKey> key) {
  private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

  /** A change that is made at once, each time anew. */
  public static Change by(String issuedBy) {
    return new Change(issuedBy, false, Optional.empty());
  }

  /**
   * Checks how a caller wants a change to be made.
   *
   * @param request name and content of the call without these options
   */
  public static Checked<Change> of(String issuedBy, ChangeOptions options, byte[] request) {
    String key = options.getIdempotencyKey();
    if (key.isEmpty()) {
      return Checked.valid(new Change(issuedBy, options.getDryRun(), Optional.empty()));
    }
    return KEY.matcher(key).matches()
        ? Checked.valid(
            new Change(
                issuedBy, options.getDryRun(), Optional.of(CommandKey.of(issuedBy, key, request))))
        : Checked.<Change>invalid(
                "idempotency_key %s is none: expected 1 to 128 visible ASCII characters"
                    .formatted(Quoted.of(key)))
            .at("change.idempotency_key");
  }

  /** The change of one item of many. */
  public Change item(String place) {
    return new Change(issuedBy, dryRun, key.map(it -> it.item(place)));
  }
}
