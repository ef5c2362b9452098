package dev.runtimebridge.devnet.runtime.call;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.List;

/**
 * Where a worker says that it can be reached: {@code pubkey 0 endpoints signing_time:u64}.
 *
 * @param signingTimeMs when it signed this
 * @param encoded the bytes as they came, which it signed
 */
public record EndpointPayload(
    Bytes publicKey, List<String> endpoints, long signingTimeMs, Bytes encoded) {

  static EndpointPayload read(ScaleReader in) {
    int from = in.position();
    Bytes publicKey = Bytes.of(in.bytes(32));
    int version = in.u8();
    if (version != 0) {
      throw in.malformed("endpoints of version " + version);
    }
    List<String> endpoints = in.list(1, ScaleReader::string);
    return new EndpointPayload(publicKey, endpoints, in.u64(), Bytes.of(in.since(from)));
  }
}
