package dev.runtimebridge.substrate.storage;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * Keys of storage items: hashes of the pallet's and the item's name, then the hashed map key.
 *
 * <pre>
 * plain  = twox128(pallet) twox128(item)
 * map    = plain hash(key) key
 * </pre>
 */
public final class StorageKeys {
  /** The runtime's code. */
  public static final Bytes CODE = Bytes.utf8(":code");

  /** Authorities of GRANDPA on older runtimes: a version byte, then the list. */
  public static final Bytes GRANDPA_AUTHORITIES_WELL_KNOWN = Bytes.utf8(":grandpa_authorities");

  /** Authorities of GRANDPA on newer runtimes: the list. */
  public static final Bytes GRANDPA_AUTHORITIES = plain("Grandpa", "Authorities");

  /** Number of the present authority set, {@code u64}. */
  public static final Bytes GRANDPA_CURRENT_SET_ID = plain("Grandpa", "CurrentSetId");

  /** The parachain's own id, {@code u32}. */
  public static final Bytes PARACHAIN_ID = plain("ParachainInfo", "ParachainId");

  /** What the relay chain told the parachain in this block. */
  public static final Bytes VALIDATION_DATA = plain("ParachainSystem", "ValidationData");

  private StorageKeys() {}

  /** Key of a value that is not a map; also the prefix of all keys of a map. */
  public static Bytes plain(String pallet, String item) {
    return Bytes.concat(Hashing.twox128(pallet), Hashing.twox128(item));
  }

  /** Key in a map whose hasher is {@code Twox64Concat}. */
  public static Bytes twox64Concat(String pallet, String item, byte[] encodedKey) {
    return map(pallet, item, Hashing.twox64(encodedKey), encodedKey);
  }

  /** Key in a map whose hasher is {@code Blake2_128Concat}. */
  public static Bytes blake2b128Concat(String pallet, String item, byte[] encodedKey) {
    return map(pallet, item, Hashing.blake2b128(encodedKey), encodedKey);
  }

  /** Key on the relay chain under which it keeps the head of parachain {@code paraId}. */
  public static Bytes paraHead(long paraId) {
    return twox64Concat("Paras", "Heads", new ScaleWriter().u32(paraId).toByteArray());
  }

  private static Bytes map(String pallet, String item, byte[] hash, byte[] encodedKey) {
    return Bytes.concat(Hashing.twox128(pallet), Hashing.twox128(item), hash, encodedKey);
  }
}
