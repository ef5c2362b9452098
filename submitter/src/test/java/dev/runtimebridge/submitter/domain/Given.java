package dev.runtimebridge.submitter.domain;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.ChainCall;
import dev.runtimebridge.schemas.v1.CreateStakePool;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.TransactionSigned;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Requests and transactions to begin with. */
final class Given {
  static final AccountId OPERATOR = AccountId.of(new byte[AccountId.SIZE]);
  static final Instant START = Instant.EPOCH;

  private Given() {}

  static Request request(long offset, long pid) {
    var record =
        TransactionRequestRecord.newBuilder()
            .setId("r" + offset)
            .setAggregateId("worker/" + offset)
            .setPid(pid)
            .setOperator(ByteString.copyFrom(OPERATOR.toByteArray()))
            .setCall(ChainCall.newBuilder().setCreateStakePool(CreateStakePool.newBuilder()));
    return Request.of(offset, record.build(), START);
  }

  static QueuedRequest queued(long offset, long pid) {
    return new QueuedRequest(request(offset, pid), 0, Optional.empty(), "");
  }

  static QueuedRequest died(long offset, int deaths) {
    return new QueuedRequest(request(offset, 1), deaths, Optional.of(hash(99)), "");
  }

  static Hash256 hash(int number) {
    byte[] bytes = new byte[Hash256.SIZE];
    Arrays.fill(bytes, (byte) number);
    return Hash256.of(bytes);
  }

  static TransactionSigned signed(int number, long nonce, String... requestIds) {
    return TransactionSigned.newBuilder()
        .setHash(ByteString.copyFrom(hash(number).bytes()))
        .setNonce((int) nonce)
        .setBirth(100)
        .setDeath(164)
        .setSpecVersion(1251)
        .setPid(1)
        .addAllRequestIds(List.of(requestIds))
        .build();
  }
}
