package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.substrate.Bytes;
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
    var wish =
        new Wish(
            "r" + offset,
            "worker/" + offset,
            OPERATOR,
            new Group(pid, Optional.empty()),
            new ChainCall.CreateStakePool());
    return new Request(offset, wish, START);
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

  static SignedTransaction signed(int number, long nonce, String... requestIds) {
    return new SignedTransaction(
        hash(number),
        Bytes.EMPTY,
        nonce,
        100,
        164,
        1251,
        new Group(1, Optional.empty()),
        List.of(requestIds),
        false,
        Optional.empty());
  }
}
