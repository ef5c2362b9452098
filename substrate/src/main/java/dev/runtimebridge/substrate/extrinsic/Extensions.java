package dev.runtimebridge.substrate.extrinsic;

import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.UnfitValue;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.metadata.ExtrinsicFormat;
import dev.runtimebridge.substrate.metadata.SignedExtension;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The data of a runtime's signed extensions, in its order and in the types that it gives them. An
 * extension that is not known here passes if it has no data at all.
 */
final class Extensions {
  private record Entry(SignedExtension extension, KnownExtension known) {}

  private final RuntimeCodec codec;
  private final List<Entry> entries = new ArrayList<>();

  /** Refuses a runtime that wants more than is known here. */
  Extensions(RuntimeCodec codec) {
    this.codec = codec;
    ExtrinsicFormat format = codec.metadata().extrinsics();
    if (format.version() != 4) {
      throw new UnsupportedExtension(
          "list", "is that of extrinsics of version " + format.version() + "; 4 is known");
    }
    for (SignedExtension extension : format.extensions()) {
      if (carries(extension.extra()) || carries(extension.additional())) {
        entries.add(new Entry(extension, known(extension.name())));
      }
    }
    // A known name with unknown data is found out now, not when there is something to sign.
    writeExtra(Terms.of(Era.immortal(), Hash256.ZERO, 0), new ScaleWriter());
    writeAdditional(
        new ChainPoint(0, 0, Hash256.ZERO), Era.immortal(), Hash256.ZERO, new ScaleWriter());
  }

  /** What stands in the transaction between signature and call. */
  void writeExtra(Terms terms, ScaleWriter writer) {
    for (Entry entry : entries) {
      int type = entry.extension().extra();
      write(entry, type, entry.known().extra(terms), writer);
    }
  }

  /** What is signed with it, but not sent. */
  void writeAdditional(ChainPoint chain, Era era, Hash256 eraBlock, ScaleWriter writer) {
    for (Entry entry : entries) {
      int type = entry.extension().additional();
      write(entry, type, entry.known().additional(chain, era, eraBlock), writer);
    }
  }

  /** Reads back what {@link #writeExtra} wrote; the era's block is not in it. */
  Terms readExtra(ScaleReader reader) {
    Era era = Era.immortal();
    long nonce = 0;
    BigInteger tip = BigInteger.ZERO;
    for (Entry entry : entries) {
      switch (entry.known()) {
        case CHECK_MORTALITY -> era = Era.read(reader);
        case CHECK_NONCE -> nonce = extra(entry, reader).asLong();
        case CHARGE_TRANSACTION_PAYMENT -> tip = extra(entry, reader).asInt();
        case CHARGE_ASSET_TX_PAYMENT -> tip = extra(entry, reader).asComposite().get("tip").asInt();
        case CHECK_SPEC_VERSION, CHECK_TX_VERSION, CHECK_GENESIS, CHECK_METADATA_HASH ->
            extra(entry, reader);
      }
    }
    return new Terms(era, Hash256.ZERO, nonce, tip);
  }

  private Value extra(Entry entry, ScaleReader reader) {
    return codec.values().decode(entry.extension().extra(), reader);
  }

  private void write(Entry entry, int type, Value value, ScaleWriter writer) {
    if (!carries(type)) {
      return;
    }
    try {
      codec.values().encode(type, value, writer);
    } catch (UnfitValue unfit) {
      throw new UnsupportedExtension(
          entry.extension().name(), "has data of a form unknown here: " + unfit.getMessage());
    }
  }

  private boolean carries(int type) {
    return !codec.values().isEmpty(type);
  }

  private static KnownExtension known(String name) {
    Optional<KnownExtension> known = KnownExtension.named(name);
    return known.orElseThrow(
        () -> new UnsupportedExtension(name, "is unknown here and wants data to be signed"));
  }
}
