package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.pruntime.BlockHeaderWithChanges;
import dev.runtimebridge.substrate.pruntime.Blocks;
import dev.runtimebridge.substrate.storage.StorageChanges;
import java.util.List;

/**
 * A parachain block to execute. Of its header only the number is read; the changes have a name to
 * remember by what they lead to.
 *
 * @param size bytes of the changes as they were sent
 */
public record BlockChanges(long number, StorageChanges changes, Hash256 digest, int size) {

  /** Blocks of SCALE {@code Vec<BlockHeaderWithChanges>}. */
  public static List<BlockChanges> listOf(byte[] encodedBlocks) {
    return Blocks.decode(encodedBlocks).blocks().stream().map(BlockChanges::of).toList();
  }

  private static BlockChanges of(BlockHeaderWithChanges sent) {
    byte[] encoded = sent.storageChanges().toByteArray();
    return new BlockChanges(
        sent.decodedHeader().number(),
        StorageChanges.decode(encoded),
        Digests.of(encoded),
        encoded.length);
  }
}
