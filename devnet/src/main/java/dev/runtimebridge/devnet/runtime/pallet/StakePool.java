package dev.runtimebridge.devnet.runtime.pallet;

import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code PoolProxy::StakePool}: a pool, with nobody but its owner in it.
 *
 * @param worth what all its shares are worth, smallest units
 * @param workers public keys of its workers
 * @param coolingDown those of them that have stopped
 */
public record StakePool(
    long pid, Bytes owner, BigInteger worth, List<Bytes> workers, List<Bytes> coolingDown) {
  /** How it stands in SCALE. */
  public static final Scale<StakePool> SCALE =
      new Scale<>((out, pool) -> pool.write(out), StakePool::read);

  /** Copies the lists. */
  public StakePool {
    workers = List.copyOf(workers);
    coolingDown = List.copyOf(coolingDown);
  }

  /** Account with the stake that is free. */
  public Bytes account() {
    return derived("bp/");
  }

  /** Account with the stake that is bound to workers. */
  public Bytes lockAccount() {
    return derived("lock/");
  }

  /** The account of a worker's session: {@code spm/} and a hash, cut to 32 bytes. */
  public static Bytes session(long pid, Bytes worker) {
    byte[] preimage = new ScaleWriter().u64(pid).bytes(worker.toByteArray()).toByteArray();
    return cut("spm/", preimage);
  }

  StakePool with(Bytes worker) {
    List<Bytes> more = new ArrayList<>(workers);
    more.add(worker);
    return new StakePool(pid, owner, worth, more, coolingDown);
  }

  StakePool without(Bytes worker) {
    return new StakePool(pid, owner, worth, left(workers, worker), coolingDown);
  }

  StakePool cooling(Bytes worker) {
    List<Bytes> more = new ArrayList<>(coolingDown);
    more.add(worker);
    return new StakePool(pid, owner, worth, workers, more);
  }

  StakePool cooled(Bytes worker) {
    return new StakePool(pid, owner, worth, workers, left(coolingDown, worker));
  }

  private static List<Bytes> left(List<Bytes> all, Bytes gone) {
    return all.stream().filter(each -> !each.equals(gone)).toList();
  }

  private Bytes derived(String kind) {
    byte[] preimage = new ScaleWriter().u64(pid).bytes(owner.toByteArray()).toByteArray();
    return cut(kind, preimage);
  }

  private static Bytes cut(String kind, byte[] preimage) {
    byte[] whole =
        Bytes.concat(kind.getBytes(StandardCharsets.UTF_8), Hashing.blake2b256(preimage).bytes())
            .toByteArray();
    return Bytes.of(Arrays.copyOf(whole, 32));
  }

  private void write(ScaleWriter out) {
    out.u8(0).u64(pid).bytes(owner.toByteArray()).u128(worth).u128(worth);
    // No withdrawals, no vaults; the collection of its shares has its own number.
    out.compact(0).compact(0).u32(pid).bytes(account().toByteArray());
    // Neither commission nor cap.
    out.u8(0).u8(0);
    out.list(workers, (each, key) -> each.bytes(key.toByteArray()));
    out.list(coolingDown, (each, key) -> each.bytes(key.toByteArray()));
    out.bytes(lockAccount().toByteArray()).bytes(derived("ownr/").toByteArray());
  }

  private static StakePool read(ScaleReader in) {
    byte[] _ = in.bytes(1);
    long pid = in.u64();
    Bytes owner = Bytes.of(in.bytes(32));
    BigInteger worth = in.u128();
    byte[] _ = in.bytes(16 + 1 + 1 + 4 + 32 + 1 + 1);
    List<Bytes> workers = in.list(32, each -> Bytes.of(each.bytes(32)));
    List<Bytes> coolingDown = in.list(32, each -> Bytes.of(each.bytes(32)));
    byte[] _ = in.bytes(2 * 32);
    return new StakePool(pid, owner, worth, workers, coolingDown);
  }
}
