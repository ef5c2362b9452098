package dev.runtimebridge.lifecycle.command;

import com.google.protobuf.ByteString;
import dev.runtimebridge.lifecycle.domain.SealedOperator;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.SealedSecret;
import dev.runtimebridge.substrate.Bytes;

/** Operators as commands carry them to the log. */
public final class OperatorRecords {
  private OperatorRecords() {}

  /** The record of an operator. */
  public static PoolOperator of(SealedOperator operator) {
    var record =
        PoolOperator.newBuilder()
            .setAccount(bytes(operator.account().bytes()))
            .setSecret(
                SealedSecret.newBuilder()
                    .setKeyId(operator.keyId())
                    .setEncapsulatedKey(bytes(operator.secret().encapsulatedKey()))
                    .setCiphertext(bytes(operator.secret().ciphertext())));
    operator.proxied().ifPresent(owner -> record.setProxied(bytes(owner.bytes())));
    return record.build();
  }

  private static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.toByteArray());
  }
}
