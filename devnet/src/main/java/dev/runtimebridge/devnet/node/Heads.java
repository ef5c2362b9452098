package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.rpc.RpcSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every block that becomes the best or final one, in order; first the one that is it at present. A
 * block that took the place of the last one is sent too.
 */
final class Heads implements RpcSubscription.Flow {
  private static final int MOST_AT_ONCE = 256;

  private final NodeView view;
  private final Supplier<Block> head;
  private @Nullable Block sent;

  Heads(NodeView view, Supplier<Block> head) {
    this.view = view;
    this.head = head;
  }

  @Override
  public List<Object> next() {
    Block now = head.get();
    List<Object> headers = new ArrayList<>();
    for (long number = first(now); number <= now.number(); number++) {
      view.block(number).ifPresent(block -> headers.add(view.headerJson(block.header())));
    }
    sent = now;
    return headers;
  }

  private long first(Block now) {
    Block last = sent;
    if (last == null || now.number() < last.number()) {
      return now.number();
    }
    boolean stands =
        view.block(last.number()).filter(block -> block.hash().equals(last.hash())).isPresent();
    return Math.max(stands ? last.number() + 1 : last.number(), now.number() - MOST_AT_ONCE);
  }
}
