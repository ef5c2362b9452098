package dev.runtimebridge.devnet.count;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import java.util.Optional;

/** What happens once: something done for a worker, or a message taken from one. */
public sealed interface Subject {

  /**
   * Something for a worker.
   *
   * @param call its name, such as {@code PhalaStakePoolv2.add_worker}; both versions of the call
   *     that registers have the name of the second
   * @param worker its public key
   */
  record ForWorker(String call, Bytes worker) implements Subject {}

  /**
   * A message.
   *
   * @param sender name of the kind of sender
   * @param id of the sender; empty for one that has none
   * @param sequence its number
   */
  record OfSender(String sender, Bytes id, long sequence) implements Subject {}

  /** What a call is about. */
  static Optional<Subject> of(ExecutedCall call) {
    Value.Composite arguments = call.arguments();
    return switch (call.name()) {
      case "PhalaMq.sync_offchain_message" ->
          Optional.of(message(arguments.get("signed_message").asComposite()));
      case "PhalaRegistry.register_worker", "PhalaRegistry.register_worker_v2" ->
          Optional.of(
              new ForWorker(
                  "PhalaRegistry.register_worker_v2",
                  arguments.get("pruntime_info").asComposite().get("pubkey").asBytes()));
      default ->
          arguments
              .find("worker")
              .or(() -> arguments.find("pubkey"))
              .map(key -> new ForWorker(call.name(), key.asBytes()));
    };
  }

  private static Subject message(Value.Composite signed) {
    Value.Variant sender = signed.get("message").asComposite().get("sender").asVariant();
    boolean named = !sender.fields().fields().isEmpty();
    return new OfSender(
        sender.name(),
        named ? sender.get(0).asBytes() : Bytes.EMPTY,
        signed.get("sequence").asLong());
  }
}
