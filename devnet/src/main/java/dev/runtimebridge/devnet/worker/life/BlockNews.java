package dev.runtimebridge.devnet.worker.life;

import dev.runtimebridge.devnet.runtime.message.Message;
import dev.runtimebridge.devnet.runtime.message.SystemEvent;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.StateTrie;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a block says to all workers. It is read once, however many of them execute the block.
 *
 * @param events in the order in which the chain sent them
 */
public record BlockNews(List<SystemEvent> events) {
  private static final Logger LOG = LoggerFactory.getLogger(BlockNews.class);
  private static final Bytes OUTBOUND = StorageKeys.plain("PhalaMq", "OutboundMessages");

  /** Copies what it is given. */
  public BlockNews {
    events = List.copyOf(events);
  }

  /** What stands in the state after a block. */
  public static BlockNews in(StateTrie state) {
    Optional<Bytes> value = state.get(OUTBOUND);
    List<SystemEvent> events = new ArrayList<>();
    try {
      for (Message message : value.map(Message::listOf).orElse(List.of())) {
        SystemEvent.of(message).ifPresent(events::add);
      }
    } catch (MalformedScale e) {
      // A worker drops what it cannot read, too.
      LOG.warn("messages of a block cannot be read error={}", e.getMessage());
    }
    return new BlockNews(events);
  }
}
