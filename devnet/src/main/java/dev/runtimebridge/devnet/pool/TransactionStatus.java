package dev.runtimebridge.devnet.pool;

import dev.runtimebridge.substrate.hash.Hash256;
import java.util.List;
import java.util.Map;

/** What a watcher of a transaction is told, in the words of nodes. */
public sealed interface TransactionStatus {

  /** A status without anything more. */
  enum Plain implements TransactionStatus {
    /** Waits for others. */
    FUTURE("future", false),
    /** Can be included. */
    READY("ready", false),
    /** Can no longer be included. */
    INVALID("invalid", true),
    /** Had to make room. */
    DROPPED("dropped", true);

    private final String text;
    private final boolean last;

    Plain(String text, boolean last) {
      this.text = text;
      this.last = last;
    }

    @Override
    public Object json() {
      return text;
    }

    @Override
    public boolean isLast() {
      return last;
    }
  }

  /** Was sent on to these peers. */
  record Broadcast(List<String> peers) implements TransactionStatus {
    /** Copies what it is given. */
    public Broadcast {
      peers = List.copyOf(peers);
    }

    @Override
    public Object json() {
      return Map.of("broadcast", peers);
    }
  }

  /** Stands in a block. */
  record InBlock(Hash256 block) implements TransactionStatus {
    @Override
    public Object json() {
      return Map.of("inBlock", block.toString());
    }
  }

  /** Its block is no longer on the best chain. */
  record Retracted(Hash256 block) implements TransactionStatus {
    @Override
    public Object json() {
      return Map.of("retracted", block.toString());
    }
  }

  /** Its block is final. */
  record Finalized(Hash256 block) implements TransactionStatus {
    @Override
    public Object json() {
      return Map.of("finalized", block.toString());
    }

    @Override
    public boolean isLast() {
      return true;
    }
  }

  /** Another one took its place. */
  record Usurped(Hash256 by) implements TransactionStatus {
    @Override
    public Object json() {
      return Map.of("usurped", by.toString());
    }

    @Override
    public boolean isLast() {
      return true;
    }
  }

  /** The status as JSON-RPC writes it. */
  Object json();

  /** Whether no other can follow. */
  default boolean isLast() {
    return false;
  }
}
