package dev.runtimebridge.devnet.worker.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.runtimebridge.devnet.worker.enclave.Digests;
import dev.runtimebridge.substrate.hash.Hash256;
import java.time.Duration;

/**
 * Requests in decoded form, found again by the SHA-256 of method and body, so that what many
 * workers are sent is decoded once. The bodies themselves are not kept.
 */
final class DecodedRequests {
  // Decoded, a value takes more room than its bytes did.
  private static final int GROWTH = 3;
  private static final Duration KEPT = Duration.ofSeconds(60);

  private record Entry(Object request, int bytes) {}

  private final Cache<Hash256, Entry> byDigest;

  DecodedRequests(long cacheBytes) {
    byDigest =
        Caffeine.newBuilder()
            .maximumWeight(cacheBytes)
            .weigher((Hash256 digest, Entry entry) -> entry.bytes())
            .expireAfterAccess(KEPT)
            .build();
  }

  /** Decodes a Protobuf message and what is inside it. */
  @FunctionalInterface
  interface Decoder<T> {
    T decode(byte[] body) throws BadRequest;
  }

  <T> T get(Class<T> type, PrpcMethod method, byte[] body, Decoder<T> decoder) throws BadRequest {
    Hash256 digest = Digests.of(method.methodName(), body);
    Entry known = byDigest.getIfPresent(digest);
    if (known == null) {
      known =
          new Entry(
              decoder.decode(body), (int) Math.min(1L << 30, 512 + (long) body.length * GROWTH));
      byDigest.put(digest, known);
    }
    return type.cast(known.request());
  }
}
