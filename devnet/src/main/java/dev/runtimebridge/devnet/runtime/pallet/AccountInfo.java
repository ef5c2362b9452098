package dev.runtimebridge.devnet.runtime.pallet;

import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;

/**
 * {@code nonce:u32 consumers:u32 providers:u32 sufficients:u32 free:u128 reserved:u128 frozen:u128
 * flags:u128}, of which only nonce and free balance count here.
 */
public record AccountInfo(long nonce, BigInteger free) {
  /** An account that does not exist. */
  public static final AccountInfo NONE = new AccountInfo(0, BigInteger.ZERO);

  /** How it stands in SCALE. */
  public static final Scale<AccountInfo> SCALE =
      new Scale<>((out, info) -> info.write(out), AccountInfo::read);

  private static final BigInteger NEW_LOGIC = BigInteger.ONE.shiftLeft(127);

  AccountInfo withFree(BigInteger balance) {
    return new AccountInfo(nonce, balance);
  }

  AccountInfo afterTransaction() {
    return new AccountInfo(nonce + 1, free);
  }

  private void write(ScaleWriter out) {
    out.u32(nonce).u32(0).u32(1).u32(0);
    out.u128(free).u128(BigInteger.ZERO).u128(BigInteger.ZERO).u128(NEW_LOGIC);
  }

  private static AccountInfo read(ScaleReader in) {
    long nonce = in.u32();
    byte[] _ = in.bytes(3 * 4);
    var info = new AccountInfo(nonce, in.u128());
    byte[] _ = in.bytes(3 * 16);
    return info;
  }
}
