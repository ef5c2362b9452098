package dev.runtimebridge.submitter.adapter.kafka;

import dev.runtimebridge.schemas.v1.CallFailureKind;
import dev.runtimebridge.submitter.domain.CallFailure;
import dev.runtimebridge.submitter.domain.CallResult;
import java.util.Optional;

/** What became of requests, between domain and Protobuf. */
final class ResultCodec {
  private ResultCodec() {}

  static dev.runtimebridge.schemas.v1.CallResult encode(CallResult from) {
    var to =
        dev.runtimebridge.schemas.v1.CallResult.newBuilder()
            .setRequestId(from.requestId())
            .setAggregateId(from.aggregateId());
    from.failure().map(ResultCodec::failure).ifPresent(to::setFailure);
    return to.build();
  }

  static CallResult decode(dev.runtimebridge.schemas.v1.CallResult from) {
    return new CallResult(
        from.getRequestId(),
        from.getAggregateId(),
        from.hasFailure() ? Optional.of(failure(from.getFailure())) : Optional.empty());
  }

  static dev.runtimebridge.schemas.v1.CallFailure failure(CallFailure from) {
    return dev.runtimebridge.schemas.v1.CallFailure.newBuilder()
        .setKind(kind(from.kind()))
        .setPallet(from.pallet())
        .setName(from.name())
        .setMessage(from.message())
        .build();
  }

  static CallFailure failure(dev.runtimebridge.schemas.v1.CallFailure from) {
    return new CallFailure(
        kind(from.getKind()), from.getPallet(), from.getName(), from.getMessage());
  }

  private static CallFailureKind kind(CallFailure.Kind from) {
    return switch (from) {
      case MODULE -> CallFailureKind.MODULE;
      case DISPATCH -> CallFailureKind.DISPATCH;
      case NOT_ENCODABLE -> CallFailureKind.NOT_ENCODABLE;
      case NO_KEY -> CallFailureKind.NO_KEY;
      case NOT_ACCEPTED -> CallFailureKind.NOT_ACCEPTED;
      case GAVE_UP -> CallFailureKind.GAVE_UP;
      case OPERATOR_REPLACED -> CallFailureKind.OPERATOR_REPLACED;
    };
  }

  private static CallFailure.Kind kind(CallFailureKind from) {
    return switch (from) {
      case MODULE -> CallFailure.Kind.MODULE;
      case DISPATCH -> CallFailure.Kind.DISPATCH;
      case NOT_ENCODABLE -> CallFailure.Kind.NOT_ENCODABLE;
      case NO_KEY -> CallFailure.Kind.NO_KEY;
      case NOT_ACCEPTED -> CallFailure.Kind.NOT_ACCEPTED;
      case GAVE_UP -> CallFailure.Kind.GAVE_UP;
      case OPERATOR_REPLACED -> CallFailure.Kind.OPERATOR_REPLACED;
      case CALL_FAILURE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "a failure of a kind that this release does not know: " + from);
    };
  }
}
