package dev.runtimebridge.syncer.adapter.kafka;

import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.pruntime.GenesisBlockInfo;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.syncer.port.Genesis;
import dev.runtimebridge.syncer.port.LogUnavailable;

/** The genesis, from its record. */
final class GenesisReader {
  private GenesisReader() {}

  static Genesis read(ChainGenesis from, String position) {
    byte[] info = from.getGenesisInfo().toByteArray();
    try {
      Bytes header = GenesisBlockInfo.decode(info).blockHeader();
      return new Genesis(
          Hashing.blake2b256(header.toByteArray()),
          Integer.toUnsignedLong(from.getRelayStartNumber()),
          Bytes.of(info),
          Bytes.of(from.getGenesisState().toByteArray()),
          "%s (parachain %d of %s)"
              .formatted(
                  from.getParaChainName(),
                  Integer.toUnsignedLong(from.getParaId()),
                  from.getRelayChainName()));
    } catch (MalformedScale e) {
      throw new LogUnavailable(position + " has no GenesisBlockInfo: " + e.getMessage(), e);
    }
  }
}
