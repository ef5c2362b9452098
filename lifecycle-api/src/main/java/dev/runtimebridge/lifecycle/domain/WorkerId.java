package dev.runtimebridge.lifecycle.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Identity of a worker. It is made from the name that the worker is created with, so that two calls
 * that create one name meet in one partition of the log; it stays when the worker is renamed.
 *
 * @param uuid name-based UUID of {@code worker:} and the first name
 */
public record WorkerId(UUID uuid) {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** The worker that is the first to be created with this name. */
  public static WorkerId ofName(String name) {
    return new WorkerId(UUID.nameUUIDFromBytes(("worker:" + name).getBytes(UTF_8)));
  }

  /** The one that is created with it after {@code others} that were renamed and are still there. */
  static WorkerId ofName(String name, int others) {
    // No name has such a character.
    return others == 0 ? ofName(name) : ofName(name + "#" + others);
  }

  /** Reads the text of a UUID. */
  public static Checked<WorkerId> parse(String text) {
    return UUID_TEXT.matcher(text).matches()
        ? Checked.valid(new WorkerId(UUID.fromString(text)))
        : Checked.invalid(
            "worker id %s is no UUID: expected the id that a list of workers shows, or a name"
                .formatted(Quoted.of(text)));
  }

  /** Key of this worker in the worker topics. */
  public String aggregateId() {
    return "worker/" + uuid;
  }

  @Override
  public String toString() {
    return uuid.toString();
  }
}
