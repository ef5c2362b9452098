package dev.runtimebridge.syncer.adapter.prpc;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.prpc.Attestation;
import dev.runtimebridge.schemas.prpc.AttestationReport;
import dev.runtimebridge.schemas.prpc.GetEndpointResponse;
import dev.runtimebridge.schemas.prpc.GetRuntimeInfoRequest;
import dev.runtimebridge.schemas.prpc.InitRuntimeResponse;
import dev.runtimebridge.schemas.prpc.SignEndpointsRequest;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.pruntime.EgressMessages;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.syncer.domain.ChainCall.RegisterWorker;
import dev.runtimebridge.syncer.domain.ChainCall.SyncOffchainMessage;
import dev.runtimebridge.syncer.domain.ChainCall.UpdateWorkerEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What pRuntime is asked and answers for its life on the chain, between Protobuf and calls.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/standalone/pherry/src/lib.rs">attestation_to_report</a>
 */
final class LifeMessages {
  private static final int SGX_IAS = 0;

  private LifeMessages() {}

  static byte[] runtimeInfoRequest(boolean force, Optional<Bytes> operator) {
    var request = GetRuntimeInfoRequest.newBuilder().setForceRefreshRa(force);
    operator.ifPresent(
        account -> request.setEncodedOperator(ByteString.copyFrom(account.toByteArray())));
    return request.build().toByteArray();
  }

  /** The call; where pRuntime gave no attestation, the call has an empty one. */
  static RegisterWorker registration(InitRuntimeResponse from) {
    Bytes info = bytes(from.getEncodedRuntimeInfo());
    if (!from.hasAttestation()) {
      return new RegisterWorker(info, Bytes.EMPTY, false);
    }
    Attestation attestation = from.getAttestation();
    return attestation.hasPayload()
        ? new RegisterWorker(info, legacy(attestation.getPayload()), true)
        : new RegisterWorker(info, bytes(attestation.getEncodedReport()), false);
  }

  /** Old pRuntimes give the report in parts: SCALE {@code Attestation::SgxIas}. */
  private static Bytes legacy(AttestationReport report) {
    return Bytes.of(
        new ScaleWriter(4096)
            .u8(SGX_IAS)
            .byteVec(report.getReport().getBytes(StandardCharsets.UTF_8))
            .byteVec(report.getSignature().toByteArray())
            .byteVec(report.getSigningCert().toByteArray())
            .toByteArray());
  }

  static byte[] signEndpointsRequest(List<String> endpoints) {
    byte[] encoded = new ScaleWriter(256).list(endpoints, ScaleWriter::string).toByteArray();
    return SignEndpointsRequest.newBuilder()
        .setEncodedEndpoints(ByteString.copyFrom(encoded))
        .build()
        .toByteArray();
  }

  static UpdateWorkerEndpoint endpoints(GetEndpointResponse from) {
    return new UpdateWorkerEndpoint(
        bytes(from.getEncodedEndpointPayload()), bytes(from.getSignature()));
  }

  /**
   * The oldest {@code most} messages of each sender.
   *
   * @throws dev.runtimebridge.substrate.scale.MalformedScale if they are none
   */
  static List<SyncOffchainMessage> egress(byte[] encoded, int most) {
    Map<Bytes, Integer> taken = new HashMap<>();
    return EgressMessages.decode(encoded).stream()
        .filter(message -> taken.merge(message.sender(), 1, Integer::sum) <= most)
        .map(
            message ->
                new SyncOffchainMessage(message.encoded(), message.sender(), message.sequence()))
        .toList();
  }

  private static Bytes bytes(ByteString from) {
    return Bytes.of(from.toByteArray());
  }
}
