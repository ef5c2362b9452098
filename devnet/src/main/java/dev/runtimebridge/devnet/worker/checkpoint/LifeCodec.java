package dev.runtimebridge.devnet.worker.checkpoint;

import dev.runtimebridge.devnet.runtime.message.SignedMessage;
import dev.runtimebridge.devnet.worker.life.Benchmark;
import dev.runtimebridge.devnet.worker.life.ChainLife;
import dev.runtimebridge.devnet.worker.life.Egress;
import dev.runtimebridge.devnet.worker.life.Session;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.Optional;

/**
 * A worker's life with the chain in a checkpoint.
 *
 * <pre>
 * life      = score:u32 [benchmark] [session] next_sequence:u64 vec-of-signed-message
 * benchmark = start_block:u32 start_time:u64 duration:u32 cut_short:bool
 * session   = id:u32 start_time:u64 unresponsive:bool
 * </pre>
 */
final class LifeCodec {
  private static final int SMALLEST_MESSAGE = 12;

  private LifeCodec() {}

  static void write(ScaleWriter writer, ChainLife life) {
    writer.u32(life.score());
    writer.option(
        Optional.ofNullable(life.benchmark()),
        (out, each) ->
            out.u32(each.startBlock())
                .u64(each.startTimeMs())
                .u32(each.duration())
                .bool(each.cutShort()));
    writer.option(
        Optional.ofNullable(life.session()),
        (out, each) -> out.u32(each.id()).u64(each.startTimeMs()).bool(each.unresponsive()));
    writer.u64(life.egress().nextSequence());
    writer.list(life.egress().waiting(), (out, message) -> message.write(out));
  }

  static ChainLife read(ScaleReader reader) {
    return new ChainLife(
        reader.u32(),
        reader.option(in -> new Benchmark(in.u32(), in.u64(), in.u32(), in.bool())).orElse(null),
        reader.option(in -> new Session(in.u32(), in.u64(), in.bool())).orElse(null),
        new Egress(reader.u64(), reader.list(SMALLEST_MESSAGE, SignedMessage::read)));
  }
}
