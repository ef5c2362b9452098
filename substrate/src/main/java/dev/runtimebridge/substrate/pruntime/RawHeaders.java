package dev.runtimebridge.substrate.pruntime;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.Collection;
import java.util.List;

/** Headers and proofs inside larger values, kept as bytes. */
final class RawHeaders {
  private RawHeaders() {}

  /** Reads a header to find where it ends and gives its bytes. */
  static Bytes readHeader(ScaleReader reader) {
    int from = reader.position();
    Header.read(reader);
    return Bytes.of(reader.since(from));
  }

  /** Reads the nodes of a proof, {@code Vec<Vec<u8>>}. */
  static List<Bytes> readProof(ScaleReader reader) {
    return reader.list(1, Bytes::read);
  }

  /** Writes the nodes of a proof. */
  static void writeProof(ScaleWriter writer, List<Bytes> proof) {
    writer.list(proof, (out, node) -> node.write(out));
  }

  /** Bytes that a compact count and {@code items} take, when nothing stands between them. */
  static int size(Collection<byte[]> items) {
    int size = 5;
    for (byte[] item : items) {
      size = Math.addExact(size, item.length);
    }
    return size;
  }
}
