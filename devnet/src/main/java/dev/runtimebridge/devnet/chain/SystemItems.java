package dev.runtimebridge.devnet.chain;

import static dev.runtimebridge.substrate.storage.StorageKeys.blake2b128Concat;
import static dev.runtimebridge.substrate.storage.StorageKeys.plain;
import static dev.runtimebridge.substrate.storage.StorageKeys.twox64Concat;

import dev.runtimebridge.devnet.metadata.PalletIndex;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.header.DigestItem;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What both chains do in every block to the items of System and Timestamp, and the relay chain's
 * inherent that sets the time; the parachain's runtime makes its own.
 */
final class SystemItems {
  static final long SLOT_MS = 6_000;

  private static final long FIRST_SLOT_MS = 1_650_000_000_000L;
  private static final int BLOCK_HASH_COUNT = 256;
  private static final BigInteger RICH = BigInteger.TEN.pow(18);
  private static final Bytes NUMBER = plain("System", "Number");
  private static final Bytes PARENT_HASH = plain("System", "ParentHash");
  private static final Bytes DIGEST = plain("System", "Digest");
  private static final Bytes EVENTS = plain("System", "Events");
  private static final Bytes EVENT_COUNT = plain("System", "EventCount");
  private static final Bytes NOW = plain("Timestamp", "Now");

  private SystemItems() {}

  /** Unix time in milliseconds at which the relay block of this height is made. */
  static long timeOf(long relayBlock) {
    return FIRST_SLOT_MS + relayBlock * SLOT_MS;
  }

  static List<StorageEntry> genesis(long seed, String chain, String specName, int specVersion) {
    List<StorageEntry> entries = new ArrayList<>();
    byte[] code = Draw.bytes(Draw.random(seed, chain + "/code", 0), 4096);
    entries.add(new StorageEntry(Bytes.utf8(":code"), Bytes.of(code)));
    entries.add(new StorageEntry(NUMBER, encoded(new ScaleWriter().u32(0))));
    entries.add(
        new StorageEntry(
            plain("System", "LastRuntimeUpgrade"),
            encoded(new ScaleWriter().compact(specVersion).string(specName))));
    for (int i = 0; i < 4; i++) {
      byte[] account = Draw.hash(seed, "account", i).bytes();
      entries.add(new StorageEntry(blake2b128Concat("System", "Account", account), account()));
    }
    Bytes issuance = encoded(new ScaleWriter().u128(RICH.multiply(BigInteger.valueOf(4))));
    entries.add(new StorageEntry(plain("Balances", "TotalIssuance"), issuance));
    return entries;
  }

  static void write(List<Change> changes, Block parent, List<DigestItem> digest, long timeMs) {
    long number = parent.number() + 1;
    changes.add(Change.put(NUMBER, encoded(new ScaleWriter().u32(number))));
    changes.add(Change.put(PARENT_HASH, Bytes.of(parent.hash().bytes())));
    changes.add(
        Change.put(
            DIGEST, encoded(new ScaleWriter().list(digest, (out, item) -> item.write(out)))));
    changes.add(Change.put(EVENTS, success()));
    changes.add(Change.put(EVENT_COUNT, encoded(new ScaleWriter().u32(1))));
    changes.add(Change.put(NOW, encoded(new ScaleWriter().u64(timeMs))));
    changes.add(Change.put(blockHash(number - 1), Bytes.of(parent.hash().bytes())));
    // As in every runtime, the hash of the genesis block stays: transactions are signed for it.
    if (number > BLOCK_HASH_COUNT + 1) {
      changes.add(new Change(blockHash(number - 1 - BLOCK_HASH_COUNT), Optional.empty()));
    }
  }

  /** The relay chain's unsigned extrinsic {@code timestamp.set}. */
  static Bytes timestampInherent(long timeMs) {
    byte[] body =
        new ScaleWriter().u8(4).u8(PalletIndex.TIMESTAMP).u8(0).compact(timeMs).toByteArray();
    return encoded(new ScaleWriter().byteVec(body));
  }

  /** A seal as authors put it last into a digest; nobody checks its bytes here. */
  static byte[] seal(long seed, String chain, long number) {
    return Draw.bytes(Draw.random(seed, chain + "/seal", number), 64);
  }

  static Bytes encoded(ScaleWriter writer) {
    return Bytes.of(writer.toByteArray());
  }

  private static Bytes blockHash(long number) {
    return twox64Concat("System", "BlockHash", new ScaleWriter().u32(number).toByteArray());
  }

  /** AccountInfo: nonce, consumers, providers, sufficients, then free, reserved, frozen, flags. */
  private static Bytes account() {
    var writer = new ScaleWriter().u32(0).u32(0).u32(1).u32(0);
    BigInteger newLogic = BigInteger.ONE.shiftLeft(127);
    return encoded(writer.u128(RICH).u128(BigInteger.ZERO).u128(BigInteger.ZERO).u128(newLogic));
  }

  /** One EventRecord: in extrinsic 0, ExtrinsicSuccess with weight and class, no topics. */
  private static Bytes success() {
    var writer = new ScaleWriter().compact(1).u8(0).u32(0).u8(PalletIndex.SYSTEM).u8(0);
    return encoded(writer.compact(1_000_000).compact(1_500).u8(2).u8(0).compact(0));
  }
}
