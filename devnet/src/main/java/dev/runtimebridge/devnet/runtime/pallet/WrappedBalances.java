package dev.runtimebridge.devnet.runtime.pallet;

import dev.runtimebridge.devnet.runtime.state.Overlay;
import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.math.BigInteger;

/**
 * Accounts of Assets in the wrapped token, by which pools stake.
 *
 * <pre>
 * key   = Assets Account blake2_128_concat(asset:u32) blake2_128_concat(account)
 * value = balance:u128 is_frozen:bool reason:0
 * </pre>
 */
public final class WrappedBalances {
  private static final long ASSET = 10_000;
  private static final Bytes PREFIX = prefix();
  private static final Scale<BigInteger> ACCOUNT =
      new Scale<>((out, balance) -> out.u128(balance).bool(false).u8(0), WrappedBalances::balance);

  private WrappedBalances() {}

  /** What an account has. */
  public static BigInteger of(Overlay state, Bytes account) {
    return state.get(key(account)).map(ACCOUNT::decode).orElse(BigInteger.ZERO);
  }

  static void put(Overlay state, Bytes account, BigInteger balance) {
    if (balance.signum() == 0) {
      state.remove(key(account));
    } else {
      state.put(key(account), ACCOUNT.encode(balance));
    }
  }

  private static Bytes key(Bytes account) {
    byte[] bytes = account.toByteArray();
    return Bytes.concat(PREFIX.toByteArray(), Hashing.blake2b128(bytes), bytes);
  }

  private static BigInteger balance(ScaleReader in) {
    BigInteger balance = in.u128();
    byte[] _ = in.bytes(2);
    return balance;
  }

  private static Bytes prefix() {
    byte[] asset = new ScaleWriter().u32(ASSET).toByteArray();
    return StorageKeys.blake2b128Concat("Assets", "Account", asset);
  }
}
