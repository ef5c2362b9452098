package dev.runtimebridge.substrate.extrinsic;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.key.AccountId;
import java.math.BigInteger;

/** An extrinsic read back. */
public sealed interface DecodedExtrinsic {
  /** All its bytes, the length first. */
  Bytes encoded();

  /** The bytes of its call. */
  Bytes callBytes();

  /** Its call: the variant of the pallet, whose only field is the variant of the call. */
  Value.Variant call();

  /** The hash by which nodes name it. */
  default Hash256 hash() {
    return Hashing.blake2b256(encoded().toByteArray());
  }

  /** Without a signature, as the block's author puts them in. */
  record Bare(Bytes encoded, Bytes callBytes, Value.Variant call) implements DecodedExtrinsic {}

  /**
   * Of an account that signs and pays.
   *
   * @param signatureKind the case of {@code MultiSignature}, such as Sr25519
   * @param extra what the signed extensions have put in, as it came
   */
  record Signed(
      Bytes encoded,
      AccountId signer,
      String signatureKind,
      Bytes signature,
      Era era,
      long nonce,
      BigInteger tip,
      Bytes extra,
      Bytes callBytes,
      Value.Variant call)
      implements DecodedExtrinsic {}
}
