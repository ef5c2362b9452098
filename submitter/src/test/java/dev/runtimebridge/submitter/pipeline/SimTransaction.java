package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/** A transaction of the simulated chain: what a real one has, without the cryptography. */
record SimTransaction(
    AccountId account,
    long nonce,
    BlockRef birth,
    long period,
    long spec,
    long salt,
    SimCall call,
    Bytes encoded) {

  static Bytes encode(ChainRuntime.Intent intent, long spec, long salt, Bytes call) {
    ScaleWriter writer = new ScaleWriter();
    intent.account().write(writer);
    writer.u32(intent.nonce()).u32(intent.birth().number());
    writer.bytes(intent.birth().hash().bytes());
    writer.u32(intent.period()).u32(spec).u64(salt).byteVec(call.toByteArray());
    return Bytes.of(writer.toByteArray());
  }

  static SimTransaction decode(Bytes encoded) {
    ScaleReader reader = ScaleReader.of(encoded.toByteArray());
    AccountId account = AccountId.read(reader);
    long nonce = reader.u32();
    BlockRef birth = new BlockRef(reader.u32(), Hash256.read(reader));
    long period = reader.u32();
    long spec = reader.u32();
    long salt = reader.u64();
    SimCall call = SimCall.decode(Bytes.of(reader.byteVec()));
    reader.end();
    return new SimTransaction(account, nonce, birth, period, spec, salt, call, encoded);
  }

  Hash256 hash() {
    return Hashing.blake2b256(encoded.toByteArray());
  }
}
