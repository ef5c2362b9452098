package dev.runtimebridge.devnet.metadata;

import static dev.runtimebridge.devnet.metadata.Types.field;

import dev.runtimebridge.devnet.metadata.Types.Field;
import dev.runtimebridge.devnet.metadata.Types.Variant;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;
import java.util.function.BiFunction;

/** Pallets of the framework on the parachain: balances, fees, batches, proxies, assets. */
final class FramePallets {
  /** Least balance of an account, and least deposit. */
  private static final long EXISTENTIAL_DEPOSIT = 10_000_000_000L;

  private static final int BATCH_LIMIT = 10_922;
  private static final int MAX_PROXIES = 32;

  private final Types types;
  private final CommonTypes common;
  private final BiFunction<String, Integer, Pallet> pallet;

  FramePallets(Types types, CommonTypes common, BiFunction<String, Integer, Pallet> pallet) {
    this.types = types;
    this.common = common;
    this.pallet = pallet;
  }

  /** Adds them; {@code call} is the type of any call. */
  void add(int call) {
    addBalances();
    addTransactionPayment();
    addUtility(call);
    addProxy(call);
    addAssets();
  }

  private void addBalances() {
    Field who = field("who", common.accountId());
    Field amount = field("amount", types.u128());
    Field dest = field("dest", common.address());
    Field value = field("value", types.compact(types.u128()));
    pallet
        .apply("Balances", PalletIndex.BALANCES)
        .value("TotalIssuance", types.u128(), new byte[16])
        .constant("ExistentialDeposit", types.u128(), u128(EXISTENTIAL_DEPOSIT))
        .call("transfer_keep_alive", dest, value)
        .call("transfer_allow_death", dest, value)
        .event("Endowed", field("account", common.accountId()), field("free_balance", types.u128()))
        .event(
            "Transfer", field("from", common.accountId()), field("to", common.accountId()), amount)
        .event("Withdraw", who, amount)
        .event("Deposit", who, amount)
        .error("InsufficientBalance", "Balance too low to send value.")
        .error("Expendability", "Transfer/payment would kill account.")
        .error("ExistentialDeposit", "Value too low to create account due to existential deposit.");
  }

  private void addTransactionPayment() {
    int multiplier = types.struct("sp_arithmetic::fixed_point::FixedU128", field("", types.u128()));
    pallet
        .apply("TransactionPayment", PalletIndex.TRANSACTION_PAYMENT)
        .value("NextFeeMultiplier", multiplier, u128(1_000_000_000_000_000_000L))
        .event(
            "TransactionFeePaid",
            field("who", common.accountId()),
            field("actual_fee", types.u128()),
            field("tip", types.u128()));
  }

  private void addUtility(int call) {
    Field calls = field("calls", types.sequence(call));
    Field error = field("error", common.dispatchError());
    pallet
        .apply("Utility", PalletIndex.UTILITY)
        .constant(
            "batched_calls_limit", types.u32(), new ScaleWriter().u32(BATCH_LIMIT).toByteArray())
        .call("force_batch", calls)
        .call("batch", calls)
        .call("batch_all", calls)
        .event("ItemCompleted")
        .event("ItemFailed", error)
        .event("BatchCompleted")
        .event("BatchCompletedWithErrors")
        .event("BatchInterrupted", field("index", types.u32()), error)
        .error("TooManyCalls", "Too many calls batched.");
  }

  private void addProxy(int call) {
    int kind =
        types.choice(
            "devnet_para_runtime::ProxyType",
            Variant.of("Any", 0),
            Variant.of("NonTransfer", 1),
            Variant.of("CancelProxy", 2),
            Variant.of("Governance", 3),
            Variant.of("Collator", 4),
            Variant.of("StakePoolManager", 5));
    int definition =
        types.struct(
            "pallet_proxy::ProxyDefinition",
            field("delegate", common.accountId()),
            field("proxy_type", kind),
            field("delay", types.u32()));
    int proxies = types.tuple(types.sequence(definition), types.u128());
    Field[] change = {
      field("delegate", common.address()), field("proxy_type", kind), field("delay", types.u32())
    };
    Field[] changed = {
      field("delegator", common.accountId()),
      field("delegatee", common.accountId()),
      field("proxy_type", kind),
      field("delay", types.u32())
    };
    pallet
        .apply("Proxy", PalletIndex.PROXY)
        .twoxMap("Proxies", common.accountId(), proxies, new byte[17])
        .constant("MaxProxies", types.u32(), new ScaleWriter().u32(MAX_PROXIES).toByteArray())
        .call("add_proxy", change)
        .call("remove_proxy", change)
        .call(
            "proxy",
            field("real", common.address()),
            field("force_proxy_type", types.option(kind)),
            field("call", call))
        .event("ProxyAdded", changed)
        .event("ProxyRemoved", changed)
        .event("ProxyExecuted", field("result", common.dispatchResult()))
        .error("NotFound", "Proxy registration not found.")
        .error(
            "TooMany", "There are too many proxies registered or too many announcements pending.")
        .error("Duplicate", "Account is already a proxy.")
        .error("Unannounced", "Announcement, if made at all, was made too recently.")
        .error("NoSelfProxy", "Cannot add self as proxy.")
        .error("NotProxy", "Sender is not a proxy of the account to be proxied.")
        .error(
            "Unproxyable",
            "A call which is incompatible with the proxy type's filter was attempted.")
        .error(
            "NoPermission",
            "Call may not be made by proxy because it may escalate its privileges.");
  }

  private void addAssets() {
    int reason =
        types.choice(
            "pallet_assets::types::ExistenceReason",
            Variant.of("Consumer", 0),
            Variant.of("Sufficient", 1),
            Variant.of("DepositHeld", 2, field("", types.u128())),
            Variant.of("DepositRefunded", 3));
    int account =
        types.struct(
            "pallet_assets::types::AssetAccount",
            List.of(),
            field("balance", types.u128()),
            field("is_frozen", types.bool()),
            field("reason", reason),
            field("extra", types.unit()));
    pallet
        .apply("Assets", PalletIndex.ASSETS)
        .blakeDoubleMap("Account", types.u32(), common.accountId(), account);
  }

  private static byte[] u128(long value) {
    return new ScaleWriter().u64(value).u64(0).toByteArray();
  }
}
