package dev.runtimebridge.submitter.pipeline;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.CallFailureKind;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionSigned;
import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.BatchPlan;
import dev.runtimebridge.submitter.domain.BatchPlan.Batch;
import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.submitter.domain.Events;
import dev.runtimebridge.submitter.domain.LiveTransaction;
import dev.runtimebridge.submitter.domain.Nonces;
import dev.runtimebridge.submitter.domain.QueuedRequest;
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
    var info = runtime.account(chain.storage(runtime.accountKey(account.id()), head));
    long nodeNext = nodes.ask(node -> node.accountNextIndex(account.id()));
    Set<Long> nonces = new HashSet<>();
    account.live().stream().map(LiveTransaction::nonce).forEach(nonces::add);
    Set<Long> freed = new HashSet<>(account.freed());
    var events = new ArrayList<TransactionEventRecord>();
    for (Batch batch : due) {
      Optional<Encoded> encoded = encode(runtime, batch, events);
      if (encoded.isEmpty()) {
        continue;
      }
      long nonce = Nonces.next(info.nonce(), nodeNext, nonces, freed);
      var intent = new Intent(account.id(), nonce, head, settings.eraPeriod());
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
      ChainRuntime runtime, Batch batch, List<TransactionEventRecord> events) {
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

  private static TransactionEventRecord notEncodable(QueuedRequest queued, NotEncodable e) {
    String message = String.valueOf(e.getMessage());
    return Events.refused(queued.request(), CallFailureKind.NOT_ENCODABLE, message);
  }

  private static TransactionEventRecord signed(
      AccountId account,
      ChainRuntime runtime,
      Encoded encoded,
      Intent intent,
      Signature signature) {
    List<QueuedRequest> requests = encoded.batch().requests();
    var signed =
        TransactionSigned.newBuilder()
            .setHash(ByteString.copyFrom(signature.hash().bytes()))
            .setExtrinsic(ByteString.copyFrom(signature.extrinsic().toByteArray()))
            .setNonce((int) intent.nonce())
            .setBirth((int) intent.birth().number())
            .setDeath((int) signature.death())
            .setSpecVersion((int) runtime.version().specVersion())
            .setPid(encoded.batch().group().pid())
            .addAllRequestIds(requests.stream().map(queued -> queued.request().id()).toList())
            .setBatch(requests.size() > 1);
    encoded
        .batch()
        .group()
        .proxied()
        .ifPresent(real -> signed.setProxied(ByteString.copyFrom(real.toByteArray())));
    requests
        .getFirst()
        .lastDead()
        .ifPresent(dead -> signed.setReplaces(ByteString.copyFrom(dead.bytes())));
    return Events.signed(account, signed.build());
  }
}
