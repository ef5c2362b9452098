package dev.runtimebridge.syncer.topology;

import static dev.runtimebridge.syncer.topology.FactsCodec.u32;

import dev.runtimebridge.schemas.v1.FetchRegistration;
import dev.runtimebridge.schemas.v1.MessageForwarded;
import dev.runtimebridge.schemas.v1.SignEndpoints;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.syncer.domain.ChainLife;
import dev.runtimebridge.syncer.domain.ComputeTarget;
import dev.runtimebridge.syncer.domain.Errand;
import dev.runtimebridge.syncer.domain.ErrandFailure;
import dev.runtimebridge.syncer.domain.MessageInFlight;
import dev.runtimebridge.syncer.domain.MessagePause;
import dev.runtimebridge.syncer.domain.PendingCall;
import java.util.Optional;

/** A worker's life on the chain, between domain and Protobuf. */
final class LifeCodec {
  private LifeCodec() {}

  static void write(ChainLife from, WorkerState.Builder to) {
    to.setTarget(target(from.target()))
        .setStageReason(from.reason())
        .setWaitingForOperator(from.waitingForOperator());
    from.facts().map(ChainFactsCodec::write).ifPresent(to::setFacts);
    from.errand().map(LifeCodec::errand).ifPresent(to::setErrand);
    from.call().map(LifeCodec::call).ifPresent(to::setCall);
    from.inFlight().forEach(message -> to.addInFlight(message(message)));
    if (!from.pause().equals(MessagePause.NONE)) {
      to.setMessagePause(pause(from.pause()));
    }
    from.lastFailure().map(CallCodec::failure).ifPresent(to::setLastFailure);
    from.errandFailure().map(LifeCodec::failure).ifPresent(to::setErrandFailure);
  }

  static ChainLife read(WorkerState from) {
    return new ChainLife(
        target(from.getTarget()),
        from.hasFacts() ? Optional.of(ChainFactsCodec.read(from.getFacts())) : Optional.empty(),
        from.getStageReason(),
        from.getWaitingForOperator(),
        from.hasErrand() ? Optional.of(errand(from.getErrand())) : Optional.empty(),
        from.hasCall() ? Optional.of(call(from.getCall())) : Optional.empty(),
        from.getInFlightList().stream().map(LifeCodec::message).toList(),
        from.hasMessagePause() ? pause(from.getMessagePause()) : MessagePause.NONE,
        from.hasLastFailure()
            ? Optional.of(CallCodec.failure(from.getLastFailure()))
            : Optional.empty(),
        from.hasErrandFailure() ? Optional.of(failure(from.getErrandFailure())) : Optional.empty());
  }

  static dev.runtimebridge.schemas.v1.ComputeTarget target(ComputeTarget from) {
    return dev.runtimebridge.schemas.v1.ComputeTarget.valueOf(from.name());
  }

  static ComputeTarget target(dev.runtimebridge.schemas.v1.ComputeTarget from) {
    return switch (from) {
      case COMPUTE -> ComputeTarget.COMPUTE;
      case IDLE -> ComputeTarget.IDLE;
      case OUT_OF_POOL -> ComputeTarget.OUT_OF_POOL;
      case UNRECOGNIZED -> throw new UnreadableRecord("no target of a worker: " + from);
    };
  }

  static dev.runtimebridge.schemas.v1.Errand errand(Errand from) {
    var to = dev.runtimebridge.schemas.v1.Errand.newBuilder().setId(from.id());
    return switch (from) {
      case Errand.FetchRegistration(var id, var force, var operator) -> {
        var fetch = FetchRegistration.newBuilder().setForceRefresh(force);
        operator.map(Amounts::write).ifPresent(fetch::setOperator);
        yield to.setFetchRegistration(fetch).build();
      }
      case Errand.SignEndpoints(var id, var endpoints) ->
          to.setSignEndpoints(SignEndpoints.newBuilder().addAllEndpoints(endpoints)).build();
      case Errand.TakeCheckpoint(var id) ->
          to.setTakeCheckpoint(dev.runtimebridge.schemas.v1.TakeCheckpoint.getDefaultInstance())
              .build();
      case Errand.KickWorker(var id) ->
          to.setKick(dev.runtimebridge.schemas.v1.KickWorker.getDefaultInstance()).build();
    };
  }

  static Errand errand(dev.runtimebridge.schemas.v1.Errand from) {
    return switch (from.getErrandCase()) {
      case FETCH_REGISTRATION -> {
        var fetch = from.getFetchRegistration();
        yield new Errand.FetchRegistration(
            from.getId(),
            fetch.getForceRefresh(),
            fetch.hasOperator()
                ? Optional.of(Amounts.read(fetch.getOperator()))
                : Optional.empty());
      }
      case SIGN_ENDPOINTS ->
          new Errand.SignEndpoints(from.getId(), from.getSignEndpoints().getEndpointsList());
      case TAKE_CHECKPOINT -> new Errand.TakeCheckpoint(from.getId());
      case KICK -> new Errand.KickWorker(from.getId());
      case ERRAND_NOT_SET ->
          throw new UnreadableRecord("errand %s asks for nothing".formatted(from.getId()));
    };
  }

  private static dev.runtimebridge.schemas.v1.ErrandFailure failure(ErrandFailure from) {
    var to =
        dev.runtimebridge.schemas.v1.ErrandFailure.newBuilder()
            .setErrand(errand(from.errand()))
            .setMessage(from.message());
    from.retryAt().map(Times::write).ifPresent(to::setRetryAt);
    return to.build();
  }

  private static ErrandFailure failure(dev.runtimebridge.schemas.v1.ErrandFailure from) {
    return new ErrandFailure(
        errand(from.getErrand()),
        from.getMessage(),
        from.hasRetryAt() ? Optional.of(Times.read(from.getRetryAt())) : Optional.empty());
  }

  private static dev.runtimebridge.schemas.v1.PendingCall call(PendingCall from) {
    var to =
        dev.runtimebridge.schemas.v1.PendingCall.newBuilder()
            .setKind(CallCodec.kind(from.kind()))
            .setRequestId(from.requestId())
            .setAttempt(from.attempt())
            .setAsked(Times.write(from.asked()))
            .setSucceededAtBlock(u32(from.succeededAt()));
    from.retryAt().map(Times::write).ifPresent(to::setRetryAt);
    return to.build();
  }

  private static PendingCall call(dev.runtimebridge.schemas.v1.PendingCall from) {
    return new PendingCall(
        CallCodec.kind(from.getKind()),
        from.getRequestId(),
        from.getAttempt(),
        Times.read(from.getAsked()),
        from.hasRetryAt() ? Optional.of(Times.read(from.getRetryAt())) : Optional.empty(),
        Integer.toUnsignedLong(from.getSucceededAtBlock()));
  }

  static MessageForwarded message(MessageInFlight from) {
    var to =
        MessageForwarded.newBuilder()
            .setRequestId(from.requestId())
            .setSender(Amounts.write(from.sender()))
            .setSequence(from.sequence());
    from.operator().map(Amounts::write).ifPresent(to::setOperator);
    return to.build();
  }

  static MessageInFlight message(MessageForwarded from) {
    return new MessageInFlight(
        from.getRequestId(),
        Amounts.read(from.getSender()),
        from.getSequence(),
        from.hasOperator() ? Optional.of(Amounts.read(from.getOperator())) : Optional.empty());
  }

  private static dev.runtimebridge.schemas.v1.MessagePause pause(MessagePause from) {
    return dev.runtimebridge.schemas.v1.MessagePause.newBuilder()
        .setFailures(from.failures())
        .setBlockNumber(u32(from.block()))
        .setUntil(Times.write(from.until()))
        .build();
  }

  private static MessagePause pause(dev.runtimebridge.schemas.v1.MessagePause from) {
    return new MessagePause(
        from.getFailures(),
        Integer.toUnsignedLong(from.getBlockNumber()),
        Times.read(from.getUntil()));
  }
}
