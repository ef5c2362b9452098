package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * A transaction of the {@link LightChain}: what a real one has but for the cryptography.
 *
 * @param salt makes each signature another, as sr25519 does
 * @param encoded its bytes
 */
record LightTransaction(
    AccountId account,
    long nonce,
    BlockRef birth,
    long period,
    long spec,
    long salt,
    Batch batch,
    Bytes encoded) {

  /** Calls that share it. */
  record Batch(boolean proxied, boolean batched, List<LightCall> calls) {
    Batch {
      calls = List.copyOf(calls);
    }

    Bytes encode() {
      ScaleWriter writer = new ScaleWriter().bool(proxied).bool(batched);
      return Bytes.of(writer.list(calls, (out, call) -> call.write(out)).toByteArray());
    }

    static Batch read(ScaleReader from) {
      return new Batch(from.bool(), from.bool(), from.list(1, LightCall::read));
    }

    static Batch decode(Bytes encoded) {
      return ScaleReader.decodeAll(encoded.toByteArray(), Batch::read);
    }
  }

  static Bytes encode(
      AccountId account,
      long nonce,
      BlockRef birth,
      long period,
      long spec,
      long salt,
      Bytes batch) {
    ScaleWriter writer = new ScaleWriter();
    account.write(writer);
    writer.u32(nonce).u32(birth.number()).bytes(birth.hash().bytes());
    writer.u32(period).u32(spec).u64(salt).bytes(batch.toByteArray());
    return Bytes.of(writer.toByteArray());
  }

  static LightTransaction decode(Bytes encoded) {
    return ScaleReader.decodeAll(
        encoded.toByteArray(),
        from ->
            new LightTransaction(
                AccountId.read(from),
                from.u32(),
                new BlockRef(from.u32(), Hash256.read(from)),
                from.u32(),
                from.u32(),
                from.u64(),
                Batch.read(from),
                encoded));
  }

  Hash256 hash() {
    return Hashing.blake2b256(encoded.toByteArray());
  }
}
