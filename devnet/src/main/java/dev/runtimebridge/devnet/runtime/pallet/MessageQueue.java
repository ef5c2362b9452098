package dev.runtimebridge.devnet.runtime.pallet;

import static dev.runtimebridge.devnet.runtime.pallet.DispatchFailure.require;

import dev.runtimebridge.devnet.runtime.message.MessageOrigin;
import dev.runtimebridge.devnet.runtime.message.SignedMessage;
import dev.runtimebridge.devnet.runtime.message.WorkerReport;
import dev.runtimebridge.devnet.runtime.state.Overlay;
import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.devnet.runtime.state.Table;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.key.Sr25519;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.util.List;
import java.util.Optional;

/**
 * PhalaMq: messages of workers, each once and in order.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/pallets/phala/src/mq.rs">mq.rs</a>
 */
public final class MessageQueue {
  private static final Table<Bytes, Long> INGRESS =
      Table.twox("PhalaMq", "OffchainIngress", Scale.RAW, Scale.U64);

  private MessageQueue() {}

  /** Number that the sender's next message must have. */
  public static long next(Overlay state, Bytes encodedOrigin) {
    return INGRESS.get(state, encodedOrigin).orElse(0L);
  }

  /** {@code sync_offchain_message}, by anybody. */
  static void accept(Execution block, SignedMessage signed) throws DispatchFailure {
    MessageOrigin sender = signed.message().sender();
    boolean known =
        sender instanceof MessageOrigin.Gatekeeper
            || (sender instanceof MessageOrigin.Worker(Bytes key)
                && Registry.WORKERS.has(block.state(), key));
    require(known, "PhalaMq.BadSender");
    require(!signed.message().destination().isEmpty(), "PhalaMq.BadDestination");
    Bytes origin = sender.encode();
    long expected = next(block.state(), origin);
    require(signed.sequence() == expected, "PhalaMq.BadSequence");
    byte[] content = SignedMessage.signedBytes(signed.message(), signed.sequence());
    if (sender instanceof MessageOrigin.Worker(Bytes key)) {
      Registry.verify(key, content, signed.signature());
    } else {
      verifyGatekeeper(block, content, signed.signature());
    }
    INGRESS.put(block.state(), origin, expected + 1);
    if (sender instanceof MessageOrigin.Worker(Bytes key)) {
      dispatch(block, key, signed);
    }
  }

  /** Gatekeepers share a key on Khala; here any of them may sign for all. */
  private static void verifyGatekeeper(Execution block, byte[] content, Bytes signature)
      throws DispatchFailure {
    List<Bytes> gatekeepers = Registry.GATEKEEPERS.get(block.state(), List.of());
    require(!gatekeepers.isEmpty(), "PhalaMq.BadSender");
    for (Bytes key : gatekeepers) {
      if (Sr25519.verify(key.toByteArray(), content, signature.toByteArray())) {
        return;
      }
    }
    throw new DispatchFailure("PhalaRegistry.InvalidSignature");
  }

  /** A payload that nobody understands was taken all the same, as on Khala. */
  private static void dispatch(Execution block, Bytes worker, SignedMessage signed) {
    Optional<WorkerReport> report;
    try {
      report = WorkerReport.of(signed.message());
    } catch (MalformedScale notUnderstood) {
      return;
    }
    report.ifPresent(
        told -> {
          switch (told) {
            case WorkerReport.BenchReport bench -> Registry.benchmarked(block, worker, bench);
            case WorkerReport.Heartbeat heartbeat -> Heartbeats.answered(block, worker, heartbeat);
          }
        });
  }
}
