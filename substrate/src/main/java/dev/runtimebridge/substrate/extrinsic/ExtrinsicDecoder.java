package dev.runtimebridge.substrate.extrinsic;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.metadata.ExtrinsicFormat;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/** Reads extrinsics of version 4 of one runtime. Immutable, for all threads. */
public final class ExtrinsicDecoder {
  private static final int BARE_V4 = 0x04;

  private final RuntimeCodec codec;
  private final Extensions extensions;

  /**
   * A decoder for the runtime of {@code codec}.
   *
   * @throws UnsupportedExtension if the runtime's transactions carry something unknown here
   */
  public ExtrinsicDecoder(RuntimeCodec codec) {
    this.codec = codec;
    this.extensions = new Extensions(codec);
  }

  /**
   * Reads an extrinsic, its length first.
   *
   * @throws MalformedScale if the bytes are none of this runtime
   */
  public DecodedExtrinsic decode(Bytes encoded) {
    ScaleReader outer = ScaleReader.of(encoded.toByteArray());
    byte[] body = outer.byteVec();
    outer.end();
    ScaleReader reader = ScaleReader.of(body);
    int version = reader.u8();
    return switch (version) {
      case BARE_V4 -> {
        Bytes call = rest(reader);
        yield new DecodedExtrinsic.Bare(encoded, call, codec.decodeCall(call));
      }
      case ExtrinsicBuilder.SIGNED_V4 -> signed(encoded, reader);
      default ->
          throw reader.malformed(
              "an extrinsic of version byte " + version + "; 4 and 132 are known");
    };
  }

  /**
   * What the signature of {@code extrinsic} covers, before the rule about its length ({@link
   * ExtrinsicBuilder#toSign}); {@code eraBlock} is the hash of the era's first block.
   */
  public Bytes payload(DecodedExtrinsic.Signed extrinsic, ChainPoint chain, Hash256 eraBlock) {
    ScaleWriter writer = new ScaleWriter(256 + extrinsic.callBytes().length());
    writer.bytes(extrinsic.callBytes().toByteArray()).bytes(extrinsic.extra().toByteArray());
    extensions.writeAdditional(chain, extrinsic.era(), eraBlock, writer);
    return Bytes.of(writer.toByteArray());
  }

  private DecodedExtrinsic.Signed signed(Bytes encoded, ScaleReader reader) {
    ExtrinsicFormat format = codec.metadata().extrinsics();
    AccountId signer = account(codec.values().decode(format.address(), reader), reader);
    Value signature = codec.values().decode(format.signature(), reader);
    String kind = signature instanceof Value.Variant variant ? variant.name() : "";
    Bytes bytes = blob(signature, reader);
    int from = reader.position();
    Terms terms = extensions.readExtra(reader);
    Bytes extra = Bytes.of(reader.since(from));
    Bytes call = rest(reader);
    return new DecodedExtrinsic.Signed(
        encoded,
        signer,
        kind,
        bytes,
        terms.era(),
        terms.nonce(),
        terms.tip(),
        extra,
        call,
        codec.decodeCall(call));
  }

  private static AccountId account(Value address, ScaleReader reader) {
    Bytes bytes = blob(address, reader);
    if (bytes.length() != AccountId.SIZE) {
      throw reader.malformed("a sender that is no AccountId32");
    }
    return new AccountId(bytes);
  }

  /** The bytes that a value is, or that the only field of its variant is. */
  private static Bytes blob(Value value, ScaleReader reader) {
    boolean wrapped = value instanceof Value.Variant it && it.fields().fields().size() == 1;
    Value inner = wrapped ? value.asVariant().get(0) : value;
    if (inner instanceof Value.Blob it) {
      return it.value();
    }
    throw reader.malformed("a sender or a signature of unknown form");
  }

  private static Bytes rest(ScaleReader reader) {
    return Bytes.of(reader.bytes(reader.remaining()));
  }
}
