package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.pool.PoolRefusal;
import dev.runtimebridge.devnet.pool.TransactionStatus;
import dev.runtimebridge.devnet.rpc.RpcException;
import dev.runtimebridge.devnet.rpc.RpcModule;
import dev.runtimebridge.devnet.rpc.RpcParams;
import dev.runtimebridge.devnet.rpc.RpcSubscription;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Invalid;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Kind;
import dev.runtimebridge.devnet.runtime.message.SequenceTag;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.InvalidAddress;
import dev.runtimebridge.substrate.key.Ss58;
import java.util.Set;
import java.util.function.Consumer;

/** Methods that send transactions, or tell of those that wait. */
final class AuthorRpc {
  private final NodeView view;
  private final ParaPool para;
  private final TransactionTaking taking = new TransactionTaking();

  private AuthorRpc(NodeView view, ParaPool para) {
    this.view = view;
    this.para = para;
  }

  static void addTo(RpcModule.Builder methods, NodeView view, ParaPool para) {
    var author = new AuthorRpc(view, para);
    methods
        .method("author_submitExtrinsic", author::submit)
        .method("author_pendingExtrinsics", author::pending)
        .method("pha_getMqNextSequence", author::nextSequence)
        .subscription(
            "author_submitAndWatchExtrinsic",
            "author_unwatchExtrinsic",
            "author_extrinsicUpdate",
            author::submitAndWatch);
    for (String name : new String[] {"system_accountNextIndex", "account_nextIndex"}) {
      methods.method(name, author::accountNextIndex);
    }
  }

  private Object submit(RpcParams params) throws RpcException {
    Hash256 hash = take(params.bytes(0), status -> {});
    para.changed().run();
    return hash.toString();
  }

  private RpcSubscription.Flow submitAndWatch(RpcParams params) throws RpcException {
    var watch = new TransactionWatch();
    Hash256 _ = take(params.bytes(0), watch);
    para.changed().run();
    return watch;
  }

  private Hash256 take(Bytes extrinsic, Consumer<TransactionStatus> watcher) throws RpcException {
    Faults faults = view.faults();
    try {
      if (faults.wrongChain()) {
        throw PoolRefusal.invalid(new Invalid(Kind.BAD_PROOF, "another genesis"));
      }
      if (taking.refusesAsOutdated(faults)) {
        throw PoolRefusal.invalid(new Invalid(Kind.STALE, "a fault"));
      }
      Block best = view.chain().best();
      return para.pool().submit(best, extrinsic, taking.next(faults, best.number() + 1), watcher);
    } catch (PoolRefusal e) {
      throw new RpcException(e.code(), String.valueOf(e.getMessage()), e.data().orElse(null));
    }
  }

  private Object pending(RpcParams params) {
    return para.pool().pending().stream().map(Bytes::hex).toList();
  }

  private Object accountNextIndex(RpcParams params) throws RpcException {
    try {
      Bytes account = Ss58.decode(params.text(0)).account().bytes();
      return para.pool().nextNonce(account, para.runtime().nonce(account, view.best().state()));
    } catch (InvalidAddress e) {
      throw RpcException.invalidParams(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The next number of a sender's messages, with the messages that wait in transactions of their
   * own; the sender is hex without 0x, as pRuntime's origin is encoded.
   */
  private Object nextSequence(RpcParams params) throws RpcException {
    Bytes origin = params.bytes(0);
    long next = para.runtime().nextSequence(origin, view.best().state());
    Set<Bytes> provided = para.pool().provided();
    while (provided.contains(SequenceTag.of(origin, next))) {
      next++;
    }
    return next;
  }
}
