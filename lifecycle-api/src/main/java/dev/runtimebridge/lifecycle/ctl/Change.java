package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.ChangeOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a change is to be made; a mixin of all commands that change something. */
class Change {
  private static final int LONGEST_KEY = 128;

  @Option(names = "--dry-run", description = "Only check, and tell what would happen.")
  boolean dryRun;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "Act once, however often this is called with the same key.")
  @Nullable String idempotencyKey;

  /** What the API is told of it. */
  ChangeOptions options() {
    return options("");
  }

  /** What the API is told of it in one of several calls that the command makes. */
  ChangeOptions options(String part) {
    var options = ChangeOptions.newBuilder().setDryRun(dryRun);
    if (idempotencyKey != null) {
      String key = idempotencyKey + part;
      if (key.length() > LONGEST_KEY) {
        throw CtlFailure.wrongUsage(
            "--idempotency-key has %d characters: expected at most %d"
                .formatted(idempotencyKey.length(), LONGEST_KEY - part.length()));
      }
      options.setIdempotencyKey(key);
    }
    return options.build();
  }

  /** The same for one pool or worker, whose version can be named. */
  static final class OfOne extends Change {
    @Option(
        names = "--etag",
        paramLabel = "ETAG",
        description = "Refuse if it has been changed since this version was read.")
    @Nullable String etag;

    @Override
    ChangeOptions options(String part) {
      ChangeOptions options = super.options(part);
      return etag == null ? options : options.toBuilder().setEtag(etag).build();
    }
  }
}
