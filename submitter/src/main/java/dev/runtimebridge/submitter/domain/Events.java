package dev.runtimebridge.submitter.domain;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.BalanceSeen;
import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallFailureKind;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.DeathCause;
import dev.runtimebridge.schemas.v1.RequestQueued;
import dev.runtimebridge.schemas.v1.RequestRefused;
import dev.runtimebridge.schemas.v1.TransactionDead;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionFinalized;
import dev.runtimebridge.schemas.v1.TransactionInBlock;
import dev.runtimebridge.schemas.v1.TransactionRetracted;
import dev.runtimebridge.schemas.v1.TransactionSent;
import dev.runtimebridge.schemas.v1.TransactionSigned;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import java.util.Optional;

/** Makes the events of the journal; id and time are added where they are written. */
public final class Events {
  private Events() {}

  /** A request was taken. */
  public static TransactionEventRecord queued(Request request) {
    return of(request.operator())
        .setRequestQueued(RequestQueued.newBuilder().setRequestId(request.id()))
        .build();
  }

  /** A request ends without a transaction. */
  public static TransactionEventRecord refused(
      Request request, CallFailureKind kind, String message) {
    CallFailure failure = CallFailure.newBuilder().setKind(kind).setMessage(message).build();
    return of(request.operator())
        .setRequestRefused(
            RequestRefused.newBuilder()
                .setResult(result(request.id(), request.aggregateId(), Optional.of(failure))))
        .build();
  }

  /** A transaction was signed; nothing of it was sent yet. */
  public static TransactionEventRecord signed(AccountId operator, TransactionSigned signed) {
    return of(operator).setSigned(signed).build();
  }

  /** A node took it. */
  public static TransactionEventRecord sent(AccountId operator, Hash256 hash, String node) {
    return of(operator)
        .setSent(TransactionSent.newBuilder().setHash(bytes(hash)).setNode(node))
        .build();
  }

  /** It is in a block of the best chain. */
  public static TransactionEventRecord inBlock(AccountId operator, Hash256 hash, BlockRef block) {
    return of(operator)
        .setInBlock(
            TransactionInBlock.newBuilder()
                .setHash(bytes(hash))
                .setBlockNumber((int) block.number())
                .setBlockHash(bytes(block.hash())))
        .build();
  }

  /** That block is on the best chain no more. */
  public static TransactionEventRecord retracted(AccountId operator, Hash256 hash, BlockRef block) {
    return of(operator)
        .setRetracted(
            TransactionRetracted.newBuilder()
                .setHash(bytes(hash))
                .setBlockHash(bytes(block.hash())))
        .build();
  }

  /** It is in a finalized block. */
  public static TransactionEventRecord finalized(
      Account account, LiveTransaction transaction, BlockRef block, int index, Outcome outcome) {
    var finalized =
        TransactionFinalized.newBuilder()
            .setHash(bytes(transaction.hash()))
            .setBlockNumber((int) block.number())
            .setBlockHash(bytes(block.hash()))
            .setExtrinsicIndex(index)
            .setFee(outcome.fee().map(Object::toString).orElse(""));
    for (int i = 0; i < transaction.requestIds().size(); i++) {
      String requestId = transaction.requestIds().get(i);
      String aggregateId = account.request(requestId).map(Request::aggregateId).orElse("");
      finalized.addResults(result(requestId, aggregateId, outcome.results().get(i)));
    }
    return of(account.id()).setFinalized(finalized).build();
  }

  /** It can land no more. */
  public static TransactionEventRecord dead(
      AccountId operator, Hash256 hash, DeathCause cause, String message) {
    return of(operator)
        .setDead(
            TransactionDead.newBuilder().setHash(bytes(hash)).setCause(cause).setMessage(message))
        .build();
  }

  /** The account's balance. */
  public static TransactionEventRecord balance(AccountId operator, BalanceSeen seen) {
    return of(operator).setBalanceSeen(seen).build();
  }

  private static CallResult result(
      String requestId, String aggregateId, Optional<CallFailure> failure) {
    var result = CallResult.newBuilder().setRequestId(requestId).setAggregateId(aggregateId);
    failure.ifPresent(result::setFailure);
    return result.build();
  }

  private static TransactionEventRecord.Builder of(AccountId operator) {
    return TransactionEventRecord.newBuilder()
        .setOperator(ByteString.copyFrom(operator.toByteArray()));
  }

  private static ByteString bytes(Hash256 hash) {
    return ByteString.copyFrom(hash.bytes());
  }
}
