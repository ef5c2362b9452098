package dev.runtimebridge.devnet.runtime.pallet;

import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;
import java.util.Optional;

/**
 * {@code WorkerInfoV2}: what the registry knows of a worker.
 *
 * @param lastUpdated seconds since 1970
 * @param provider number of the attestation's kind; empty if there was none
 * @param initialScore what its benchmark came to
 */
public record WorkerInfo(
    Bytes publicKey,
    Bytes ecdhPublicKey,
    long runtimeVersion,
    long lastUpdated,
    Optional<Bytes> operator,
    Optional<Integer> provider,
    int confidenceLevel,
    Optional<Long> initialScore,
    List<Long> features) {
  /** How it stands in SCALE. */
  public static final Scale<WorkerInfo> SCALE =
      new Scale<>((out, info) -> info.write(out), WorkerInfo::read);

  /** Copies the list. */
  public WorkerInfo {
    features = List.copyOf(features);
  }

  WorkerInfo withScore(Optional<Long> score) {
    return new WorkerInfo(
        publicKey,
        ecdhPublicKey,
        runtimeVersion,
        lastUpdated,
        operator,
        provider,
        confidenceLevel,
        score,
        features);
  }

  private void write(ScaleWriter out) {
    out.bytes(publicKey.toByteArray()).bytes(ecdhPublicKey.toByteArray());
    out.u32(runtimeVersion).u64(lastUpdated);
    out.option(operator, (each, account) -> each.bytes(account.toByteArray()));
    out.option(provider, ScaleWriter::u8).u8(confidenceLevel);
    out.option(initialScore, ScaleWriter::u32).list(features, ScaleWriter::u32);
  }

  private static WorkerInfo read(ScaleReader in) {
    return new WorkerInfo(
        Bytes.of(in.bytes(32)),
        Bytes.of(in.bytes(32)),
        in.u32(),
        in.u64(),
        in.option(each -> Bytes.of(each.bytes(32))),
        in.option(ScaleReader::u8),
        in.u8(),
        in.option(ScaleReader::u32),
        in.list(4, ScaleReader::u32));
  }
}
