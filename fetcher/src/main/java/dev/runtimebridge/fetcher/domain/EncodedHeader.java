package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.header.Header;

/**
 * A header together with the very bytes that it was read from, which are what is passed on.
 *
 * @param encoded SCALE bytes
 * @param header what they say
 * @param hash BLAKE2b-256 of the bytes
 */
public record EncodedHeader(Bytes encoded, Header header, Hash256 hash) {

  /**
   * Decodes {@code encoded}.
   *
   * @throws dev.runtimebridge.substrate.scale.MalformedScale if the bytes are no header
   */
  public static EncodedHeader of(byte[] encoded) {
    return new EncodedHeader(
        Bytes.of(encoded), Header.decode(encoded), Hashing.blake2b256(encoded));
  }

  /** Encodes a header that came as JSON. */
  public static EncodedHeader of(Header header) {
    byte[] encoded = header.encode();
    return new EncodedHeader(Bytes.of(encoded), header, Hashing.blake2b256(encoded));
  }

  /** The header's number. */
  public long number() {
    return header.number();
  }

  /** Number and hash. */
  public ChainPoint point() {
    return new ChainPoint(header.number(), hash);
  }
}
