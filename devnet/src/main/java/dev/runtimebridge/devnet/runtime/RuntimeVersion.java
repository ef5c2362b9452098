package dev.runtimebridge.devnet.runtime;

import dev.runtimebridge.devnet.chain.RuntimeSpec;
import dev.runtimebridge.devnet.metadata.DevnetMetadata;
import dev.runtimebridge.devnet.metadata.RuntimeShape;
import dev.runtimebridge.devnet.runtime.call.CallReader;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.extrinsic.ExtrinsicDecoder;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;

/**
 * One version of the runtime: what it says of itself and how it reads transactions.
 *
 * @param shape its metadata, and where things stand in it
 */
record RuntimeVersion(
    RuntimeSpec spec, RuntimeShape shape, ExtrinsicDecoder extrinsics, CallReader calls) {

  /** The version in which all pallets are moved by {@code shift}. */
  static RuntimeVersion of(RuntimeSpec spec, int shift) {
    RuntimeShape shape = DevnetMetadata.para(spec.encode(), ParaRuntime.SS58_PREFIX, shift);
    var codec = new RuntimeCodec(RuntimeMetadata.decode(shape.metadata()));
    return new RuntimeVersion(spec, shape, new ExtrinsicDecoder(codec), new CallReader(shape));
  }
}
