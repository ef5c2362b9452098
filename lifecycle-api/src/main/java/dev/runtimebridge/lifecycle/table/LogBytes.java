package dev.runtimebridge.lifecycle.table;

import com.google.protobuf.ByteString;
import dev.runtimebridge.substrate.Bytes;

/** Bytes of the log's records as the domain has them. */
final class LogBytes {
  private LogBytes() {}

  static Bytes read(ByteString from) {
    return Bytes.of(from.toByteArray());
  }

  static ByteString write(Bytes bytes) {
    return ByteString.copyFrom(bytes.toByteArray());
  }
}
