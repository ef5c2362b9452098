package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.LiveTransaction;
import dev.runtimebridge.submitter.domain.SubmitAnswer;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends what is signed and recorded: each transaction once when it is new or after a restart, and
 * again every few blocks while no block has it, to another node if there is one. Only recorded
 * bytes are sent.
 */
final class Sending {
  private final Nodes nodes;
  private final Book book;
  private final Waiting waiting;
  private final int resendBlocks;
  private final Map<Hash256, Try> tries = new HashMap<>();

  /** Took a transaction that no block has since; a node may lose what it takes, and say nothing. */
  private Optional<String> suspect = Optional.empty();

  private record Try(long atHeight, Sent sent) {
    SubmitAnswer answer() {
      return sent.answer();
    }
  }

  private record Sent(SubmitAnswer answer, String node) {}

  Sending(Nodes nodes, Book book, Waiting waiting, int resendBlocks) {
    this.nodes = nodes;
    this.book = book;
    this.waiting = waiting;
    this.resendBlocks = resendBlocks;
  }

  /** Why the node did not take a transaction when it was last sent; empty if it did. */
  String lastWords(Hash256 transaction) {
    Try last = tries.get(transaction);
    return last == null || last.answer().inPool() ? "" : last.answer().words();
  }

  /**
   * Sends what is due.
   *
   * @param height number of the best block
   */
  void send(long height) throws JournalException, NoNodeLeft, InterruptedException {
    Set<Hash256> live = new HashSet<>();
    for (Account account : book.ledger().accounts()) {
      for (LiveTransaction transaction : account.live()) {
        live.add(transaction.hash());
        if (due(account, transaction, height)) {
          send(account, transaction, height);
        }
      }
    }
    tries.keySet().retainAll(live);
  }

  private boolean due(Account account, LiveTransaction transaction, long height) {
    Try last = tries.get(transaction.hash());
    if (last == null) {
      return true;
    }
    if (last.answer() instanceof SubmitAnswer.CannotPay) {
      // Each node that sees it before there is enough would not look at it again for half an hour.
      return !account.cannotPay();
    }
    return transaction.inBlock().isEmpty() && height - last.atHeight() >= resendBlocks;
  }

  private void send(Account account, LiveTransaction transaction, long height)
      throws JournalException, NoNodeLeft, InterruptedException {
    Try before = tries.get(transaction.hash());
    if (before != null && before.answer().inPool()) {
      suspect = Optional.of(before.sent().node());
    }
    Sent sent =
        nodes.ask(
            before == null || before.answer().inPool()
                ? suspect
                : Optional.of(before.sent().node()),
            node -> new Sent(node.submit(transaction.signed().extrinsic()), node.endpoint()));
    tries.put(transaction.hash(), new Try(height, sent));
    if (!sent.answer().inPool()) {
      waiting.notTaken(account, transaction, sent.answer(), sent.node());
    } else if (!transaction.sent()) {
      var taken = new JournalEvent.Sent(account.id(), transaction.hash(), sent.node());
      book.record(List.of(taken));
    }
  }
}
