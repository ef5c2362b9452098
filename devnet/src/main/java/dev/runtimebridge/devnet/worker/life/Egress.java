package dev.runtimebridge.devnet.worker.life;

import dev.runtimebridge.devnet.runtime.message.Message;
import dev.runtimebridge.devnet.runtime.message.MessageOrigin;
import dev.runtimebridge.devnet.runtime.message.SignedMessage;
import dev.runtimebridge.devnet.worker.enclave.Identity;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages that the chain has not taken yet. They leave only when the chain's state says that it is
 * past them, never because somebody has read them.
 *
 * @param nextSequence number of the next message
 * @param waiting oldest first
 */
public record Egress(long nextSequence, List<SignedMessage> waiting) {
  /** Nothing was ever said. */
  public static final Egress NONE = new Egress(0, List.of());

  // What the chain does not take for so long is beyond help.
  private static final int MOST = 4096;

  /** Copies what it is given. */
  public Egress {
    waiting = List.copyOf(waiting);
  }

  Egress plus(Identity identity, Message message) {
    if (waiting.size() >= MOST) {
      return this;
    }
    Bytes signature = Bytes.of(identity.sign(SignedMessage.signedBytes(message, nextSequence)));
    List<SignedMessage> more = new ArrayList<>(waiting);
    more.add(new SignedMessage(message, nextSequence, signature));
    return new Egress(nextSequence + 1, more);
  }

  Egress takenUpTo(long nextOnChain) {
    if (waiting.isEmpty() || waiting.getFirst().sequence() >= nextOnChain) {
      return this;
    }
    return new Egress(
        nextSequence, waiting.stream().filter(each -> each.sequence() >= nextOnChain).toList());
  }

  /** SCALE {@code EgressMessages}: senders with their messages. */
  public byte[] encode(Bytes publicKey) {
    var out = new ScaleWriter(256);
    if (waiting.isEmpty()) {
      return out.compact(0).toByteArray();
    }
    new MessageOrigin.Worker(publicKey).write(out.compact(1));
    return out.list(waiting, (each, message) -> message.write(each)).toByteArray();
  }
}
