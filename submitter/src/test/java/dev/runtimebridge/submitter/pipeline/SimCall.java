package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.ChainCall;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/** What a simulated transaction does: calls known by a number each. */
record SimCall(boolean proxied, boolean batch, List<Integer> items) {

  static ChainCall asked(int number) {
    return new ChainCall.AddWorker(number, Bytes.EMPTY);
  }

  /** Whether the simulated runtime has such a call at all. */
  static boolean encodable(int number) {
    return number % 29 != 13;
  }

  /** Whether it does what it is asked for. */
  static boolean succeeds(int number) {
    return number % 7 != 3;
  }

  Bytes encode() {
    ScaleWriter writer = new ScaleWriter().bool(proxied).bool(batch);
    writer.list(items, (out, item) -> out.u32(item));
    return Bytes.of(writer.toByteArray());
  }

  static SimCall decode(Bytes encoded) {
    return ScaleReader.decodeAll(
        encoded.toByteArray(),
        reader ->
            new SimCall(reader.bool(), reader.bool(), reader.list(4, each -> (int) each.u32())));
  }
}
