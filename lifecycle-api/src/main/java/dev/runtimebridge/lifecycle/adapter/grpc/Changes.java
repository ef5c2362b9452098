package dev.runtimebridge.lifecycle.adapter.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.runtimebridge.lifecycle.command.CommandGateway;
import dev.runtimebridge.lifecycle.domain.Change;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Command;
import dev.runtimebridge.lifecycle.table.DryRuns;
import dev.runtimebridge.lifecycle.table.Queries;
import dev.runtimebridge.schemas.v1.ChangeOptions;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.util.function.Supplier;

/** Makes changes of pools and workers, or only tells what they would lead to. */
public final class Changes {
  private final CommandGateway gateway;
  private final Queries queries;
  private final DryRuns dryRuns;

  /** Changes that go through {@code gateway} unless they are dry. */
  public Changes(CommandGateway gateway, Queries queries, DryRuns dryRuns) {
    this.gateway = gateway;
    this.queries = queries;
    this.dryRuns = dryRuns;
  }

  /**
   * How a call wants its change to be made.
   *
   * @param role who calls
   * @param method name of the call
   * @param content its request without these options
   */
  static Checked<Change> asked(
      String role, ChangeOptions options, String method, MessageLite content) {
    byte[] named =
        ByteString.copyFrom(method + "\n", UTF_8).concat(content.toByteString()).toByteArray();
    return Change.of(role, options, named);
  }

  /** The worker after the change, or as it would be. */
  Checked<WorkerView> worker(Change change, Supplier<Checked<Command>> rule) {
    return change.dryRun()
        ? rule.get().then(dryRuns::worker)
        : gateway.execute(change, rule).map(queries::workerAfter);
  }

  /** The pool after the change, or as it would be. */
  Checked<PoolView> pool(Change change, Supplier<Checked<Command>> rule) {
    return change.dryRun()
        ? rule.get().then(dryRuns::pool)
        : gateway.execute(change, rule).map(queries::poolAfter);
  }
}
