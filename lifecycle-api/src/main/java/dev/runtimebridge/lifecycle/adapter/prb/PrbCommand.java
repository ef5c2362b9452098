package dev.runtimebridge.lifecycle.adapter.prb;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command to {@code POST /wm/config}: JSON with the command's name outside, such as {@code
 * {"AddPool": {"name": …}}}, or the name alone where it has no fields. Fields that it does not know
 * are passed over, as PRB did.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b69995b559692bcd2d8a77c3940dd308ce7/standalone/prb/src/cli.rs">cli.rs,
 *     ConfigCommands</a>
 */
sealed interface PrbCommand {
  record AddPool(String name, long pid, boolean disabled, boolean syncOnly) implements PrbCommand {}

  record RemovePool(long pid) implements PrbCommand {}

  record UpdatePool(String name, long pid, boolean disabled, boolean syncOnly)
      implements PrbCommand {}

  record GetPool(long pid) implements PrbCommand {}

  record GetPoolWithWorkers(long pid) implements PrbCommand {}

  record GetAllPools() implements PrbCommand {}

  record GetAllPoolsWithWorkers() implements PrbCommand {}

  record AddWorker(String name, Settings settings) implements PrbCommand {}

  record UpdateWorker(String name, String newName, Settings settings) implements PrbCommand {}

  record RemoveWorker(String name) implements PrbCommand {}

  record GetAllPoolOperators() implements PrbCommand {}

  record GetPoolOperator(long pid) implements PrbCommand {}

  /** The account is a secret. */
  record SetPoolOperator(long pid, String account, boolean seed, String proxied)
      implements PrbCommand {
    @Override
    public String toString() {
      return "SetPoolOperator[pid=" + pid + "]";
    }
  }

  /** What a worker is set to; the stake is in smallest units. */
  record Settings(
      String endpoint,
      String stake,
      long pid,
      boolean disabled,
      boolean syncOnly,
      boolean gatekeeper) {}

  /** Reads one; PRB answered 422 where the shape was wrong. */
  static PrbCommand parse(JsonElement json) throws PrbError {
    String name;
    JsonElement content;
    if (json.isJsonPrimitive() && json.getAsJsonPrimitive().isString()) {
      name = json.getAsString();
      content = new JsonObject();
    } else if (json.isJsonObject() && json.getAsJsonObject().size() == 1) {
      var only = json.getAsJsonObject().entrySet().iterator().next();
      name = only.getKey();
      content = only.getValue().isJsonNull() ? new JsonObject() : only.getValue();
    } else {
      throw wrong("expected the name of a command, or an object whose one key is it");
    }
    if (!content.isJsonObject()) {
      throw wrong("expected an object behind " + shown(name));
    }
    var fields = new Fields(content.getAsJsonObject());
    return switch (name) {
      case "AddPool" ->
          new AddPool(
              fields.text("name"),
              fields.number("pid"),
              fields.flag("disabled"),
              fields.flag("sync_only"));
      case "RemovePool" -> new RemovePool(fields.number("pid"));
      case "UpdatePool" ->
          new UpdatePool(
              fields.text("name"),
              fields.number("pid"),
              fields.flag("disabled"),
              fields.flag("sync_only"));
      case "GetPool" -> new GetPool(fields.number("pid"));
      case "GetPoolWithWorkers" -> new GetPoolWithWorkers(fields.number("pid"));
      case "GetAllPools" -> new GetAllPools();
      case "GetAllPoolsWithWorkers" -> new GetAllPoolsWithWorkers();
      case "AddWorker" -> new AddWorker(fields.text("name"), fields.settings());
      case "UpdateWorker" ->
          new UpdateWorker(
              fields.text("name"),
              fields.optional("new_name").orElseGet(() -> fields.nameOrEmpty()),
              fields.settings());
      case "RemoveWorker" -> new RemoveWorker(fields.text("name"));
      case "GetAllPoolOperators" -> new GetAllPoolOperators();
      case "GetPoolOperator" -> new GetPoolOperator(fields.number("pid"));
      case "SetPoolOperator" ->
          new SetPoolOperator(
              fields.number("pid"),
              fields.text("account"),
              fields.isSeed(),
              fields.optional("proxied_account_id").orElse(""));
      default -> throw wrong("unknown variant " + shown(name));
    };
  }

  private static PrbError wrong(String what) {
    return PrbError.unreadable(
        422, "Failed to deserialize the JSON body into the target type: " + what);
  }

  private static String shown(String name) {
    return "`" + (name.length() > 64 ? name.substring(0, 64) + "…" : name) + "`";
  }

  /** The fields of one command. */
  final class Fields {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");

    private final JsonObject json;

    private Fields(JsonObject json) {
      this.json = json;
    }

    private String text(String name) throws PrbError {
      JsonPrimitive value = required(name);
      if (!value.isString()) {
        throw wrong("%s: expected a string".formatted(name));
      }
      return value.getAsString();
    }

    private String nameOrEmpty() {
      JsonPrimitive value = primitive("name");
      return value == null ? "" : value.getAsString();
    }

    private Optional<String> optional(String name) throws PrbError {
      JsonElement value = json.get(name);
      return value == null || value.isJsonNull() ? Optional.empty() : Optional.of(text(name));
    }

    private long number(String name) throws PrbError {
      JsonPrimitive value = required(name);
      if (value.isNumber() && DIGITS.matcher(value.getAsString()).matches()) {
        try {
          return Long.parseUnsignedLong(value.getAsString());
        } catch (NumberFormatException e) {
          throw wrong("%s: expected u64".formatted(name));
        }
      }
      throw wrong("%s: expected u64".formatted(name));
    }

    private boolean flag(String name) throws PrbError {
      JsonPrimitive value = required(name);
      if (!value.isBoolean()) {
        throw wrong("%s: expected a boolean".formatted(name));
      }
      return value.getAsBoolean();
    }

    /** PRB 3.0 had no such field and took seeds only. */
    private boolean isSeed() throws PrbError {
      String type = optional("account_type").orElse("Seed");
      return switch (type) {
        case "Seed" -> true;
        case "SecretKey" -> false;
        default -> throw wrong("account_type: expected `Seed` or `SecretKey`");
      };
    }

    private Settings settings() throws PrbError {
      return new Settings(
          text("endpoint"),
          text("stake"),
          number("pid"),
          flag("disabled"),
          flag("sync_only"),
          flag("gatekeeper"));
    }

    private JsonPrimitive required(String name) throws PrbError {
      JsonPrimitive value = primitive(name);
      if (value == null) {
        throw wrong("missing field `%s`".formatted(name));
      }
      return value;
    }

    private @Nullable JsonPrimitive primitive(String name) {
      JsonElement value = json.get(name);
      return value != null && value.isJsonPrimitive() ? value.getAsJsonPrimitive() : null;
    }
  }
}
