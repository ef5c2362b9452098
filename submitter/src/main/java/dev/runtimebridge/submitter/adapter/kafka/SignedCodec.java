package dev.runtimebridge.submitter.adapter.kafka;

import static dev.runtimebridge.submitter.adapter.kafka.LogValues.bytes;
import static dev.runtimebridge.submitter.adapter.kafka.LogValues.hash;
import static dev.runtimebridge.submitter.adapter.kafka.LogValues.unsigned;
import static dev.runtimebridge.submitter.adapter.kafka.LogValues.write;

import dev.runtimebridge.schemas.v1.TransactionSigned;
import dev.runtimebridge.submitter.domain.Group;
import dev.runtimebridge.submitter.domain.SignedTransaction;
import dev.runtimebridge.substrate.key.AccountId;
import java.util.Optional;

/** Signed transactions, between domain and Protobuf. */
final class SignedCodec {
  private SignedCodec() {}

  static TransactionSigned encode(SignedTransaction from) {
    var to =
        TransactionSigned.newBuilder()
            .setHash(write(from.hash()))
            .setExtrinsic(write(from.extrinsic()))
            .setNonce((int) from.nonce())
            .setBirth((int) from.birth())
            .setDeath((int) from.death())
            .setSpecVersion((int) from.specVersion())
            .setPid(from.group().pid())
            .addAllRequestIds(from.requestIds())
            .setBatch(from.batch());
    from.group().proxied().ifPresent(proxied -> to.setProxied(write(proxied)));
    from.replaces().ifPresent(dead -> to.setReplaces(write(dead)));
    return to.build();
  }

  static SignedTransaction decode(TransactionSigned from) {
    var proxied =
        from.hasProxied()
            ? Optional.of(LogValues.account(from.getProxied()))
            : Optional.<AccountId>empty();
    return new SignedTransaction(
        hash(from.getHash()),
        bytes(from.getExtrinsic()),
        unsigned(from.getNonce()),
        unsigned(from.getBirth()),
        unsigned(from.getDeath()),
        unsigned(from.getSpecVersion()),
        new Group(from.getPid(), proxied),
        from.getRequestIdsList(),
        from.getBatch(),
        from.hasReplaces() ? Optional.of(hash(from.getReplaces())) : Optional.empty());
  }
}
