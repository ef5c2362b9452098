package dev.runtimebridge.submitter.adapter.kafka;

import static dev.runtimebridge.submitter.adapter.kafka.LogValues.account;
import static dev.runtimebridge.submitter.adapter.kafka.LogValues.amount;
import static dev.runtimebridge.submitter.adapter.kafka.LogValues.hash;
import static dev.runtimebridge.submitter.adapter.kafka.LogValues.unsigned;
import static dev.runtimebridge.submitter.adapter.kafka.LogValues.write;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.BalanceSeen;
import dev.runtimebridge.schemas.v1.RequestQueued;
import dev.runtimebridge.schemas.v1.RequestRefused;
import dev.runtimebridge.schemas.v1.RequestsWait;
import dev.runtimebridge.schemas.v1.TransactionDead;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionFinalized;
import dev.runtimebridge.schemas.v1.TransactionInBlock;
import dev.runtimebridge.schemas.v1.TransactionRetracted;
import dev.runtimebridge.schemas.v1.TransactionSent;
import dev.runtimebridge.submitter.domain.Balance;
import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.submitter.domain.DeathCause;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.substrate.key.AccountId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events of the journal, between domain and Protobuf. */
public final class EventCodec {
  private EventCodec() {}

  /** The record that tells of an event. */
  public static TransactionEventRecord encode(Journal.Stamped from) {
    Instant time = from.time();
    var to =
        TransactionEventRecord.newBuilder()
            .setId(from.id())
            .setTime(
                Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
            .setOperator(write(from.event().operator()));
    switch (from.event()) {
      case JournalEvent.RequestQueued queued ->
          to.setRequestQueued(RequestQueued.newBuilder().setRequestId(queued.requestId()));
      case JournalEvent.RequestRefused refused ->
          to.setRequestRefused(
              RequestRefused.newBuilder().setResult(ResultCodec.encode(refused.result())));
      case JournalEvent.RequestsWait waiting ->
          to.setRequestsWait(
              RequestsWait.newBuilder()
                  .addAllRequestIds(waiting.requestIds())
                  .setReason(ResultCodec.failure(waiting.reason())));
      case JournalEvent.Signed signed -> to.setSigned(SignedCodec.encode(signed.transaction()));
      case JournalEvent.Sent sent ->
          to.setSent(TransactionSent.newBuilder().setHash(write(sent.hash())).setNode(sent.node()));
      case JournalEvent.InBlock seen ->
          to.setInBlock(
              TransactionInBlock.newBuilder()
                  .setHash(write(seen.hash()))
                  .setBlockNumber((int) seen.block().number())
                  .setBlockHash(write(seen.block().hash())));
      case JournalEvent.Retracted left ->
          to.setRetracted(
              TransactionRetracted.newBuilder()
                  .setHash(write(left.hash()))
                  .setBlockHash(write(left.block())));
      case JournalEvent.Finalized finalized -> to.setFinalized(finalized(finalized));
      case JournalEvent.Dead dead ->
          to.setDead(
              TransactionDead.newBuilder()
                  .setHash(write(dead.hash()))
                  .setCause(cause(dead.cause()))
                  .setMessage(dead.lastWords()));
      case JournalEvent.BalanceSeen seen ->
          to.setBalanceSeen(
              BalanceSeen.newBuilder()
                  .setFree(seen.balance().free().toString())
                  .setLow(seen.balance().low()));
    }
    return to.build();
  }

  /**
   * The event that a record tells of.
   *
   * @throws IllegalArgumentException if it tells of none that this release knows; the message says
   *     what was not understood
   */
  public static JournalEvent decode(TransactionEventRecord from) {
    AccountId operator = account(from.getOperator());
    return switch (from.getEventCase()) {
      case REQUEST_QUEUED ->
          new JournalEvent.RequestQueued(operator, from.getRequestQueued().getRequestId());
      case REQUEST_REFUSED ->
          new JournalEvent.RequestRefused(
              operator, ResultCodec.decode(from.getRequestRefused().getResult()));
      case REQUESTS_WAIT ->
          new JournalEvent.RequestsWait(
              operator,
              List.copyOf(from.getRequestsWait().getRequestIdsList()),
              ResultCodec.failure(from.getRequestsWait().getReason()));
      case SIGNED -> new JournalEvent.Signed(operator, SignedCodec.decode(from.getSigned()));
      case SENT ->
          new JournalEvent.Sent(operator, hash(from.getSent().getHash()), from.getSent().getNode());
      case IN_BLOCK ->
          new JournalEvent.InBlock(
              operator,
              hash(from.getInBlock().getHash()),
              block(from.getInBlock().getBlockNumber(), from.getInBlock().getBlockHash()));
      case RETRACTED ->
          new JournalEvent.Retracted(
              operator,
              hash(from.getRetracted().getHash()),
              hash(from.getRetracted().getBlockHash()));
      case FINALIZED -> finalized(operator, from.getFinalized());
      case DEAD ->
          new JournalEvent.Dead(
              operator,
              hash(from.getDead().getHash()),
              cause(from.getDead().getCause()),
              from.getDead().getMessage());
      case BALANCE_SEEN ->
          new JournalEvent.BalanceSeen(
              operator,
              new Balance(amount(from.getBalanceSeen().getFree()), from.getBalanceSeen().getLow()));
      case EVENT_NOT_SET ->
          throw new IllegalArgumentException("an event of a kind that this release does not know");
    };
  }

  private static TransactionFinalized finalized(JournalEvent.Finalized from) {
    return TransactionFinalized.newBuilder()
        .setHash(write(from.hash()))
        .setBlockNumber((int) from.block().number())
        .setBlockHash(write(from.block().hash()))
        .setExtrinsicIndex(from.index())
        .addAllResults(from.results().stream().map(ResultCodec::encode).toList())
        .setFee(from.fee().map(BigInteger::toString).orElse(""))
        .build();
  }

  private static JournalEvent finalized(AccountId operator, TransactionFinalized from) {
    return new JournalEvent.Finalized(
        operator,
        hash(from.getHash()),
        block(from.getBlockNumber(), from.getBlockHash()),
        from.getExtrinsicIndex(),
        from.getResultsList().stream().map(ResultCodec::decode).toList(),
        from.getFee().isEmpty() ? Optional.empty() : Optional.of(amount(from.getFee())));
  }

  private static BlockRef block(int number, ByteString hash) {
    return new BlockRef(unsigned(number), hash(hash));
  }

  private static dev.runtimebridge.schemas.v1.DeathCause cause(DeathCause from) {
    return switch (from) {
      case ERA_OVER -> dev.runtimebridge.schemas.v1.DeathCause.ERA_OVER;
      case RUNTIME_CHANGED -> dev.runtimebridge.schemas.v1.DeathCause.RUNTIME_CHANGED;
      case NONCE_TAKEN -> dev.runtimebridge.schemas.v1.DeathCause.NONCE_TAKEN;
    };
  }

  private static DeathCause cause(dev.runtimebridge.schemas.v1.DeathCause from) {
    return switch (from) {
      case ERA_OVER -> DeathCause.ERA_OVER;
      case RUNTIME_CHANGED -> DeathCause.RUNTIME_CHANGED;
      case NONCE_TAKEN -> DeathCause.NONCE_TAKEN;
      case DEATH_CAUSE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "a death of a cause that this release does not know: " + from);
    };
  }
}
