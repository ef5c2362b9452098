package dev.runtimebridge.devnet.runtime.call;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.List;
import java.util.Optional;

/**
 * What a worker tells of itself to be registered.
 *
 * <pre>
 * info = version:u32 machine_id pubkey ecdh_pubkey genesis_block_hash features operator [para_id:u32 max_consensus_version:u32]
 * </pre>
 *
 * @param paraId with what follows it only in the second version
 * @param encoded the bytes as they came, over whose hash the attestation is made
 */
public record Registration(
    long version,
    Bytes publicKey,
    Bytes ecdhPublicKey,
    Bytes genesisBlockHash,
    List<Long> features,
    Optional<Bytes> operator,
    Optional<Long> paraId,
    long maxConsensusVersion,
    Bytes encoded) {

  static Registration read(ScaleReader in, boolean second) {
    int from = in.position();
    long version = in.u32();
    byte[] _ = in.byteVec();
    Bytes publicKey = Bytes.of(in.bytes(32));
    Bytes ecdh = Bytes.of(in.bytes(32));
    Bytes genesis = Bytes.of(in.bytes(32));
    List<Long> features = in.list(4, ScaleReader::u32);
    Optional<Bytes> operator = in.option(each -> Bytes.of(each.bytes(32)));
    Optional<Long> paraId = second ? Optional.of(in.u32()) : Optional.empty();
    long maxConsensusVersion = second ? in.u32() : 0;
    return new Registration(
        version,
        publicKey,
        ecdh,
        genesis,
        features,
        operator,
        paraId,
        maxConsensusVersion,
        Bytes.of(in.since(from)));
  }
}
