package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.LiveTransaction;
import dev.runtimebridge.submitter.domain.SubmitAnswer;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is signed and recorded: each transaction once when it is new or after a restart, and
 * again every few blocks while no block has it, to another node if there is one. Only recorded
 * bytes are sent.
 */
final class Sending {
  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

  private final Nodes nodes;
  private final Book book;
  private final int resendBlocks;
  private final Map<Hash256, Try> tries = new HashMap<>();
  private final Set<AccountId> withoutBalance = new HashSet<>();

  /** Took a transaction that no block has since; a node may lose what it takes, and say nothing. */
  private Optional<String> suspect = Optional.empty();

  private record Try(long atHeight, Sent sent) {
    SubmitAnswer answer() {
      return sent.answer();
    }
  }

  private record Sent(SubmitAnswer answer, String node) {}

  Sending(Nodes nodes, Book book, int resendBlocks) {
    this.nodes = nodes;
    this.book = book;
    this.resendBlocks = resendBlocks;
  }

  /** Why the node did not take a transaction when it was last sent; empty if it did. */
  String lastWords(Hash256 transaction) {
    Try last = tries.get(transaction);
    return last == null || last.answer().inPool() ? "" : last.answer().words();
  }

  /** Whether a node last said that the account cannot pay. */
  boolean cannotPay(AccountId account) {
    return withoutBalance.contains(account);
  }

  /**
   * Sends what is due.
   *
   * @param height number of the best block
   */
  void send(long height) throws JournalException, NoNodeLeft, InterruptedException {
    Set<Hash256> live = new HashSet<>();
    for (Account account : book.ledger().accounts()) {
      if (account.live().isEmpty()) {
        withoutBalance.remove(account.id());
      }
      for (LiveTransaction transaction : account.live()) {
        live.add(transaction.hash());
        if (due(transaction, height)) {
          send(account, transaction, height);
        }
      }
    }
    tries.keySet().retainAll(live);
  }

  private boolean due(LiveTransaction transaction, long height) {
    Try last = tries.get(transaction.hash());
    return last == null
        || (transaction.inBlock().isEmpty() && height - last.atHeight() >= resendBlocks);
  }

  private void send(Account account, LiveTransaction transaction, long height)
      throws JournalException, NoNodeLeft, InterruptedException {
    Try before = tries.get(transaction.hash());
    if (before != null && before.answer().inPool()) {
      suspect = Optional.of(before.sent().node());
    }
    Sent sent =
        nodes.ask(
            suspect,
            node -> new Sent(node.submit(transaction.signed().extrinsic()), node.endpoint()));
    tries.put(transaction.hash(), new Try(height, sent));
    switch (sent.answer()) {
      case SubmitAnswer.Accepted _, SubmitAnswer.AlreadyKnown _ ->
          withoutBalance.remove(account.id());
      case SubmitAnswer.CannotPay _ -> withoutBalance.add(account.id());
      case SubmitAnswer.Outdated _, SubmitAnswer.BadSignature _, SubmitAnswer.Banned _ -> {}
      case SubmitAnswer.PoolFull _, SubmitAnswer.TooLowPriority _, SubmitAnswer.Refused _ -> {}
    }
    if (!sent.answer().inPool()) {
      LOG.info(
          "a transaction was not taken: hash={} nonce={} node={} answer={}",
          transaction.hash(),
          transaction.nonce(),
          sent.node(),
          sent.answer().words());
    } else if (!transaction.sent()) {
      var taken = new JournalEvent.Sent(account.id(), transaction.hash(), sent.node());
      book.record(List.of(taken));
    }
  }
}
