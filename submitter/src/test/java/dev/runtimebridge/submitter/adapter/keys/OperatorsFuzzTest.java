package dev.runtimebridge.submitter.adapter.keys;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.SealedSecret;
import dev.runtimebridge.substrate.key.SealedBox;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators of pools as the log names them, with secrets that may be anything. */
class OperatorsFuzzTest extends FuzzTests {
  private static final SealingKeyPair SEALING = SealingKeyPair.fromPrivateKey(new byte[32]);

  @MethodSource("operators")
  @Fuzz
  void operator(byte[] input) {
    onlyDeclared(
        input,
        () -> {
          try (var key = OperatorKey.open(SEALING, 1, PoolOperator.parseFrom(input))) {
            var _ = key.problem();
            var _ = key.account();
          }
        },
        InvalidProtocolBufferException.class);
  }

  static Stream<byte[]> operators() {
    Sr25519KeyPair pair = Sr25519KeyPair.fromSeed(new byte[32]);
    byte[] boundTo = SealedBox.additionalData(1, pair.account());
    return Stream.of(pair.secretKey(), new byte[64], new byte[3])
        .map(secret -> SealedBox.seal(SEALING.publicKey(), boundTo, secret))
        .map(
            box ->
                PoolOperator.newBuilder()
                    .setAccount(ByteString.copyFrom(pair.account().toByteArray()))
                    .setSecret(
                        SealedSecret.newBuilder()
                            .setKeyId(SEALING.keyId())
                            .setEncapsulatedKey(
                                ByteString.copyFrom(box.encapsulatedKey().toByteArray()))
                            .setCiphertext(ByteString.copyFrom(box.ciphertext().toByteArray())))
                    .build()
                    .toByteArray());
  }
}
