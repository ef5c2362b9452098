package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.rpc.RpcSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Every block that becomes the best or final one, in order; first the one that is it at present.
 */
final class Heads implements RpcSubscription.Flow {
  private static final int MOST_AT_ONCE = 256;

  private final NodeView view;
  private final Supplier<Block> head;
  private long sent = -1;

  Heads(NodeView view, Supplier<Block> head) {
    this.view = view;
    this.head = head;
  }

  @Override
  public List<Object> next() {
    long now = head.get().number();
    long from = sent < 0 || now < sent ? now : Math.max(sent + 1, now - MOST_AT_ONCE);
    List<Object> headers = new ArrayList<>();
    for (long number = from; number <= now; number++) {
      view.block(number).ifPresent(block -> headers.add(view.headerJson(block.header())));
    }
    sent = now;
    return headers;
  }
}
