package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.BatchPlan;
import dev.runtimebridge.submitter.domain.BatchPlan.Batch;
import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.submitter.domain.CallFailure;
import dev.runtimebridge.submitter.domain.EraPeriod;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.LiveTransaction;
import dev.runtimebridge.submitter.domain.Nonces;
import dev.runtimebridge.submitter.domain.QueuedRequest;
import dev.runtimebridge.submitter.domain.SignedTransaction;
import dev.runtimebridge.submitter.pipeline.ChainRuntime.Intent;
import dev.runtimebridge.submitter.pipeline.ChainRuntime.NotEncodable;
import dev.runtimebridge.submitter.pipeline.ChainRuntime.Signature;
import dev.runtimebridge.submitter.pipeline.ChainRuntime.UnusableRuntime;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.submitter.port.Signers;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.key.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns queued requests into signed, recorded transactions. Nothing is sent here. */
final class Signing {
  private final ChainReader chain;
  private final Nodes nodes;
  private final Runtimes runtimes;
  private final Book book;
  private final Signers signers;
  private final SubmitterSettings settings;
  private final InstantSource clock;

  Signing(
      ChainReader chain,
      Nodes nodes,
      Runtimes runtimes,
      Book book,
      Signers signers,
      SubmitterSettings settings,
      InstantSource clock) {
    this.chain = chain;
    this.nodes = nodes;
    this.runtimes = runtimes;
    this.book = book;
    this.signers = signers;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Signs what is due of one account.
   *
   * @param head the last finalized block, all of which up to here was looked at
   * @param room how many transactions may be added
   */
  void sign(Account account, BlockRef head, int room)
      throws JournalException, NoNodeLeft, UnusableRuntime, InterruptedException {
    Instant now = clock.instant();
    List<Batch> due = BatchPlan.due(account.queue(), room, settings.batches(), now);
    if (due.isEmpty()) {
      return;
    }
    ChainRuntime runtime = runtimes.after(head.hash());
    var info = chain.account(runtime, account.id(), head);
    long nodeNext = nodes.ask(node -> node.accountNextIndex(account.id()));
    Set<Long> nonces = new HashSet<>();
    account.live().stream().map(LiveTransaction::nonce).forEach(nonces::add);
    Set<Long> freed = new HashSet<>(account.freed());
    var events = new ArrayList<JournalEvent>();
    for (Batch batch : due) {
      Optional<Encoded> encoded = encode(runtime, batch, events);
      if (encoded.isEmpty()) {
        continue;
      }
      int period = EraPeriod.of(account, encoded.get().batch().requests(), settings.eraPeriod());
      long nonce = Nonces.next(info.nonce(), nodeNext, nonces, freed);
      var intent = new Intent(account.id(), nonce, head, period);
      Optional<Signature> signature = runtime.sign(encoded.get().call(), intent, signers);
      if (signature.isEmpty()) {
        break;
      }
      nonces.add(nonce);
      freed.remove(nonce);
      events.add(signed(account.id(), runtime, encoded.get(), intent, signature.get()));
    }
    book.record(events);
  }

  private record Encoded(Bytes call, Batch batch) {}

  /** The call of a batch without the requests that cannot be encoded, which are refused. */
  private static Optional<Encoded> encode(
      ChainRuntime runtime, Batch batch, List<JournalEvent> events) {
    var calls = new ArrayList<Bytes>();
    var kept = new ArrayList<QueuedRequest>();
    for (QueuedRequest queued : batch.requests()) {
      try {
        calls.add(runtime.call(queued.request().call()));
        kept.add(queued);
      } catch (NotEncodable e) {
        events.add(notEncodable(queued, e));
      }
    }
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    try {
      Bytes call = calls.size() == 1 ? calls.getFirst() : runtime.batch(calls);
      Optional<AccountId> real = batch.group().proxied();
      Bytes whole = real.isPresent() ? runtime.proxied(real.get(), call) : call;
      return Optional.of(new Encoded(whole, new Batch(batch.group(), kept)));
    } catch (NotEncodable e) {
      kept.forEach(queued -> events.add(notEncodable(queued, e)));
      return Optional.empty();
    }
  }

  private static JournalEvent notEncodable(QueuedRequest queued, NotEncodable e) {
    String message = String.valueOf(e.getMessage());
    return JournalEvent.RequestRefused.of(
        queued.request(), CallFailure.Kind.NOT_ENCODABLE, message);
  }

  private static JournalEvent signed(
      AccountId account,
      ChainRuntime runtime,
      Encoded encoded,
      Intent intent,
      Signature signature) {
    List<QueuedRequest> requests = encoded.batch().requests();
    var transaction =
        new SignedTransaction(
            signature.hash(),
            signature.extrinsic(),
            intent.nonce(),
            intent.birth().number(),
            signature.death(),
            runtime.version().specVersion(),
            encoded.batch().group(),
            requests.stream().map(queued -> queued.request().id()).toList(),
            requests.size() > 1,
            requests.getFirst().lastDead());
    return new JournalEvent.Signed(account, transaction);
  }
}
