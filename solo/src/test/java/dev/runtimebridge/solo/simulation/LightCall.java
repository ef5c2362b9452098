package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.submitter.domain.ChainCall;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * A call of the {@link LightChain}'s runtime.
 *
 * @param pid pool, or 0
 * @param key worker, or nothing
 * @param body of a message, or nothing
 */
record LightCall(Kind kind, long pid, Bytes key, Bytes body) {

  /** What it does. */
  enum Kind {
    MESSAGE,
    REGISTER,
    ENDPOINT,
    ADD_WORKER,
    REMOVE_WORKER,
    START,
    STOP,
    RESTART,
    RECLAIM,
    UNKNOWN
  }

  /**
   * A message of a worker.
   *
   * @param sender SCALE {@code MessageOrigin}
   * @param sequence of those of the sender
   */
  record Message(Bytes sender, long sequence, Bytes payload) {
    Bytes encode() {
      ScaleWriter writer = new ScaleWriter().byteVec(sender.toByteArray()).u64(sequence);
      return Bytes.of(writer.byteVec(payload.toByteArray()).toByteArray());
    }

    static Message decode(Bytes encoded) {
      return ScaleReader.decodeAll(
          encoded.toByteArray(),
          from -> new Message(Bytes.of(from.byteVec()), from.u64(), Bytes.of(from.byteVec())));
    }
  }

  static LightCall of(ChainCall call) {
    return switch (call) {
      case ChainCall.SyncOffchainMessage(Bytes message) ->
          new LightCall(Kind.MESSAGE, 0, Bytes.EMPTY, message);
      case ChainCall.RegisterWorker(Bytes info, Bytes _, boolean _) ->
          new LightCall(Kind.REGISTER, 0, info, Bytes.EMPTY);
      case ChainCall.UpdateWorkerEndpoint(Bytes payload, Bytes _) ->
          new LightCall(Kind.ENDPOINT, 0, Bytes.EMPTY, payload);
      case ChainCall.AddWorker(long pid, Bytes key) -> of(Kind.ADD_WORKER, pid, key);
      case ChainCall.RemoveWorker(long pid, Bytes key) -> of(Kind.REMOVE_WORKER, pid, key);
      case ChainCall.StartComputing(long pid, Bytes key, var _) -> of(Kind.START, pid, key);
      case ChainCall.StopComputing(long pid, Bytes key) -> of(Kind.STOP, pid, key);
      case ChainCall.RestartComputing(long pid, Bytes key, var _) -> of(Kind.RESTART, pid, key);
      case ChainCall.ReclaimPoolWorker(long pid, Bytes key) -> of(Kind.RECLAIM, pid, key);
      case ChainCall.CreateStakePool(), ChainCall.NotUnderstood(var _) ->
          of(Kind.UNKNOWN, 0, Bytes.EMPTY);
    };
  }

  private static LightCall of(Kind kind, long pid, Bytes key) {
    return new LightCall(kind, pid, key, Bytes.EMPTY);
  }

  void write(ScaleWriter to) {
    to.string(kind.name()).u64(pid).byteVec(key.toByteArray()).byteVec(body.toByteArray());
  }

  static LightCall read(ScaleReader from) {
    return new LightCall(
        Kind.valueOf(from.string()),
        from.u64(),
        Bytes.of(from.byteVec()),
        Bytes.of(from.byteVec()));
  }
}
