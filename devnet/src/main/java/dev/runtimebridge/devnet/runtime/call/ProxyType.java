package dev.runtimebridge.devnet.runtime.call;

import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/** What a proxy may do, in the order of the runtime's enum. */
public enum ProxyType {
  /** Everything. */
  ANY(0),
  /** Everything but moving balances. */
  NON_TRANSFER(1),
  /** Taking back announced calls. */
  CANCEL_PROXY(2),
  /** Governance. */
  GOVERNANCE(3),
  /** Collating. */
  COLLATOR(4),
  /** Running the workers of a pool. */
  STAKE_POOL_MANAGER(5);

  private final int code;

  ProxyType(int code) {
    this.code = code;
  }

  /** Reads one. */
  public static ProxyType read(ScaleReader in) {
    int code = in.u8();
    for (ProxyType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw in.malformed("a proxy type of " + code);
  }

  /** Writes it. */
  public void write(ScaleWriter out) {
    out.u8(code);
  }

  /** Whether a proxy of this type may make the call. */
  public boolean allows(Call call) {
    return switch (this) {
      case ANY -> true;
      case NON_TRANSFER -> !(call instanceof Call.Transfer);
      case CANCEL_PROXY, GOVERNANCE -> call instanceof Call.Batch;
      case COLLATOR -> false;
      case STAKE_POOL_MANAGER -> managesPool(call);
    };
  }

  private static boolean managesPool(Call call) {
    return switch (call) {
      case Call.Batch _,
          Call.AddWorker _,
          Call.RemoveWorker _,
          Call.StartComputing _,
          Call.StopComputing _,
          Call.RestartComputing _,
          Call.ReclaimWorker _,
          Call.CreatePool _,
          Call.RegisterWorker _,
          Call.SyncMessage _ ->
          true;
      case Call.Remark _,
          Call.SetTime _,
          Call.Transfer _,
          Call.Proxied _,
          Call.AddProxy _,
          Call.RemoveProxy _,
          Call.RegisterGatekeeper _,
          Call.UpdateEndpoints _ ->
          false;
    };
  }
}
