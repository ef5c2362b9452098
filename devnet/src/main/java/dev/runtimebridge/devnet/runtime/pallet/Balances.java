package dev.runtimebridge.devnet.runtime.pallet;

import static dev.runtimebridge.devnet.runtime.pallet.DispatchFailure.require;

import dev.runtimebridge.devnet.runtime.call.Call;
import dev.runtimebridge.devnet.runtime.state.Overlay;
import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.devnet.runtime.state.Table;
import dev.runtimebridge.substrate.Bytes;
import java.math.BigInteger;

/** Accounts, what they own, and what they pay. */
public final class Balances {
  /** All accounts. */
  public static final Table<Bytes, AccountInfo> ACCOUNTS =
      Table.blake("System", "Account", Scale.KEY, AccountInfo.SCALE);

  private static final BigInteger EXISTENTIAL_DEPOSIT = BigInteger.TEN.pow(10);

  private Balances() {}

  /** What is known of an account, also of one that does not exist. */
  public static AccountInfo account(Overlay state, Bytes account) {
    return ACCOUNTS.get(state, account).orElse(AccountInfo.NONE);
  }

  /** Whether the account can pay. */
  public static boolean canPay(Overlay state, Bytes account, BigInteger fee) {
    return account(state, account).free().compareTo(fee) >= 0;
  }

  /** Takes a fee, and counts a transaction of the account. */
  static void payFee(Execution block, Bytes account, BigInteger fee) {
    AccountInfo info = account(block.state(), account);
    AccountInfo after = info.afterTransaction().withFree(info.free().subtract(fee));
    ACCOUNTS.put(block.state(), account, after);
    block.deposit("Balances.Withdraw", out -> out.bytes(account.toByteArray()).u128(fee));
  }

  static void transfer(Execution block, Bytes from, Call.Transfer call) throws DispatchFailure {
    Overlay state = block.state();
    AccountInfo sender = account(state, from);
    BigInteger left = sender.free().subtract(call.value());
    require(left.signum() >= 0, "Balances.InsufficientBalance");
    boolean stays = left.compareTo(EXISTENTIAL_DEPOSIT) >= 0;
    require(stays || !call.keepAlive(), "Balances.Expendability");
    ACCOUNTS.put(state, from, sender.withFree(left));
    AccountInfo receiver = account(state, call.to());
    BigInteger total = receiver.free().add(call.value());
    require(total.compareTo(EXISTENTIAL_DEPOSIT) >= 0, "Balances.ExistentialDeposit");
    if (receiver.equals(AccountInfo.NONE)) {
      block.deposit(
          "Balances.Endowed", out -> out.bytes(call.to().toByteArray()).u128(call.value()));
    }
    ACCOUNTS.put(state, call.to(), receiver.withFree(total));
    block.deposit(
        "Balances.Transfer",
        out -> out.bytes(from.toByteArray()).bytes(call.to().toByteArray()).u128(call.value()));
  }
}
