package dev.runtimebridge.substrate.extrinsic;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import dev.runtimebridge.substrate.metadata.Variants;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * Builds signed extrinsics of version 4 for one runtime. Immutable, for all threads.
 *
 * <pre>
 * extrinsic = compact length, then:
 *             %x84 address signature extra call
 * payload   = call extra additional ; longer than 256 bytes: its BLAKE2b-256
 * </pre>
 *
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/blob/master/substrate/primitives/runtime/src/generic/unchecked_extrinsic.rs">
 *     UncheckedExtrinsic, SignedPayload</a>
 */
public final class ExtrinsicBuilder {
  static final int SIGNED_V4 = 0x84;
  private static final int LONGEST_SIGNED_AS_IS = 256;

  private final RuntimeCodec codec;
  private final ChainPoint chain;
  private final Extensions extensions;

  /**
   * A builder for the runtime of {@code codec} on the chain of {@code chain}.
   *
   * @throws UnsupportedExtension if the runtime wants something signed that is unknown here
   */
  public ExtrinsicBuilder(RuntimeCodec codec, ChainPoint chain) {
    this.codec = codec;
    this.chain = chain;
    this.extensions = new Extensions(codec);
  }

  /** Signs {@code call} with the key of an account, in its own name. */
  public SignedExtrinsic sign(Bytes call, Terms terms, Sr25519KeyPair key) {
    return sign(call, terms, key.account(), key::sign);
  }

  /** Signs {@code call} in the name of {@code account}. */
  public SignedExtrinsic sign(Bytes call, Terms terms, AccountId account, Signer signer) {
    byte[] signature = signer.sign(toSign(payload(call, terms)).toByteArray());
    var format = codec.metadata().extrinsics();
    ScaleWriter body = new ScaleWriter(256 + call.length());
    body.u8(SIGNED_V4);
    codec.values().encode(format.address(), address(account), body);
    Value sr25519 = Value.variant("Sr25519", Value.of(signature));
    codec.values().encode(format.signature(), sr25519, body);
    extensions.writeExtra(terms, body);
    body.bytes(call.toByteArray());
    ScaleWriter whole = new ScaleWriter(256 + call.length());
    return new SignedExtrinsic(Bytes.of(whole.byteVec(body.toByteArray()).toByteArray()));
  }

  /** What the signature covers, before the rule about its length. */
  public Bytes payload(Bytes call, Terms terms) {
    ScaleWriter writer = new ScaleWriter(256 + call.length());
    writer.bytes(call.toByteArray());
    extensions.writeExtra(terms, writer);
    extensions.writeAdditional(chain, terms.era(), terms.eraBlock(), writer);
    return Bytes.of(writer.toByteArray());
  }

  /** The bytes to sign: the payload, or its hash if it is longer than 256 bytes. */
  public static Bytes toSign(Bytes payload) {
    return payload.length() <= LONGEST_SIGNED_AS_IS
        ? payload
        : Bytes.of(Hashing.blake2b256(payload.toByteArray()).bytes());
  }

  private Value address(AccountId account) {
    Value id = Value.of(account.bytes());
    int type = codec.metadata().extrinsics().address();
    boolean many = codec.metadata().types().shape(type) instanceof Variants;
    return many ? Value.variant("Id", id) : id;
  }
}
