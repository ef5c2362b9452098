package dev.runtimebridge.devnet.runtime;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.chain.RuntimeSpec;
import dev.runtimebridge.devnet.metadata.RuntimeShape;
import dev.runtimebridge.devnet.runtime.BlockOutcome.Refused;
import dev.runtimebridge.devnet.runtime.TransactionCheck.Outcome;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Invalid;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Kind;
import dev.runtimebridge.devnet.runtime.call.Call;
import dev.runtimebridge.devnet.runtime.pallet.Balances;
import dev.runtimebridge.devnet.runtime.pallet.Dispatch;
import dev.runtimebridge.devnet.runtime.pallet.Execution;
import dev.runtimebridge.devnet.runtime.pallet.MessageQueue;
import dev.runtimebridge.devnet.runtime.state.Item;
import dev.runtimebridge.devnet.runtime.state.Overlay;
import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.extrinsic.DecodedExtrinsic;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.StateTrie;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parachain's runtime in both its versions; which one is in force, the state says. Safe for all
 * threads.
 *
 * <p>The second version has the next spec version and all pallets at other indices, so whoever
 * keeps the first one's metadata can no longer send anything.
 */
public final class ParaRuntime {
  /** Prefix of the parachain's addresses. */
  public static final int SS58_PREFIX = 30;

  /** By how much the upgrade moves each pallet. */
  private static final int SHIFT = 7;

  /** What the code of the second version begins with. */
  private static final Bytes NEXT_CODE = Bytes.utf8("devnet-para next");

  private static final Item<Long> NUMBER = Item.of("System", "Number", Scale.U32);
  private static final Item<Bytes> LAST_UPGRADE =
      Item.of("System", "LastRuntimeUpgrade", Scale.RAW);
  private static final Item<Bytes> CODE = new Item<>(StorageKeys.CODE, Scale.RAW);

  /** More than the pool holds, which is what is judged again and again. */
  private static final int REMEMBERED_SIGNATURES = 16 * 1024;

  private final RuntimeSettings rules;
  private final Signatures signatures;
  private final RuntimeVersion first = RuntimeVersion.of(RuntimeSpec.PARA, 0);
  private final RuntimeVersion second = RuntimeVersion.of(RuntimeSpec.PARA_NEXT, SHIFT);

  /** A runtime with the rules that the settings have. */
  public ParaRuntime(DevnetSettings settings) {
    this(settings, new Signatures(REMEMBERED_SIGNATURES, Signatures::onCurves));
  }

  ParaRuntime(DevnetSettings settings, Signatures signatures) {
    this.rules = settings.runtime();
    this.signatures = signatures;
  }

  /** What the pallets put into the state of block 0: accounts, proxies, pools. */
  public List<StorageEntry> genesis() {
    return GenesisState.of(rules);
  }

  /** Executes a block: what can stand in it, and what came of it. */
  public BlockOutcome execute(BlockInput input) {
    RuntimeVersion version = versionAt(input.parent());
    var state = new Overlay(input.parent());
    var block = new Execution(state, version.shape(), rules, input.number(), input.timeMs());
    var dispatch = new Dispatch(block);
    List<Bytes> extrinsics = new ArrayList<>(List.of(inherent(version, input.timeMs())));
    List<Refused> refused = new ArrayList<>();
    noteUpgrade(block, version);
    block.inExtrinsic(0);
    dispatch.inherent(Fees.weight(new Call.SetTime(BigInteger.valueOf(input.timeMs()))));
    var check =
        new TransactionCheck(version, signatures, state, input.number(), input.parentHash());
    for (Bytes transaction : input.transactions()) {
      switch (check.check(transaction)) {
        case Outcome.Unfit(Invalid why) -> refused.add(new Refused(transaction, why));
        case Outcome.Fit fit when fit.waits() -> {
          var future = new Invalid(Kind.FUTURE, "it requires " + fit.validity().requires());
          refused.add(new Refused(transaction, future));
        }
        case Outcome.Fit fit -> {
          block.inExtrinsic(extrinsics.size());
          dispatch.transaction(fit.account(), fit.call(), fit.fee(), fit.tip(), fit.weight());
          extrinsics.add(transaction);
        }
      }
    }
    block.inFinalization();
    dispatch.endOfBlock();
    if (input.upgrade() && version.spec().equals(RuntimeSpec.PARA)) {
      upgrade(block);
    }
    block.finish();
    return new BlockOutcome(state.changes(), extrinsics, refused);
  }

  /**
   * What the pool must know of a transaction, as the block after {@code best} would see it.
   *
   * @param extrinsic with its length before it
   * @param best hash of the best block
   * @param state state after the best block
   */
  public TransactionValidity validate(Bytes extrinsic, Hash256 best, StateTrie state) {
    var overlay = new Overlay(state);
    long number = NUMBER.get(overlay, 0L) + 1;
    var check = new TransactionCheck(versionAt(state), signatures, overlay, number, best);
    return switch (check.check(extrinsic)) {
      case Outcome.Fit fit -> fit.validity();
      case Outcome.Unfit(Invalid why) -> why;
    };
  }

  /**
   * What an extrinsic would cost in the block after this state. Whether it can be there is not
   * asked, nor who signed it.
   *
   * @param length number of bytes that are paid for
   * @throws MalformedScale if the bytes are no extrinsic of the runtime
   */
  public InclusionCost cost(Bytes extrinsic, long length, StateTrie state) throws MalformedScale {
    RuntimeVersion version = versionAt(state);
    DecodedExtrinsic decoded = version.extrinsics().decode(extrinsic);
    Call call = version.calls().decode(decoded.callBytes());
    long weight = Fees.weight(call);
    boolean signed = decoded instanceof DecodedExtrinsic.Signed;
    return new InclusionCost(
        weight,
        call instanceof Call.SetTime,
        signed ? Optional.of(Fees.of(length, weight)) : Optional.empty());
  }

  /** The version of the runtime that executes the block after this state. */
  public RuntimeSpec specAt(StateTrie state) {
    return versionAt(state).spec();
  }

  /** What {@code state_getMetadata} gives at this state. */
  public Bytes metadataAt(StateTrie state) {
    return versionAt(state).shape().metadata();
  }

  /** Where calls, events and errors stand in blocks after this state. */
  public RuntimeShape shapeAt(StateTrie state) {
    return versionAt(state).shape();
  }

  /** Number of transactions that the account has in blocks up to this state. */
  public long nonce(Bytes account, StateTrie state) {
    return Balances.account(new Overlay(state), account).nonce();
  }

  /** Number that the next message of the sender must have in blocks after this state. */
  public long nextSequence(Bytes encodedOrigin, StateTrie state) {
    return MessageQueue.next(new Overlay(state), encodedOrigin);
  }

  private RuntimeVersion versionAt(StateTrie state) {
    boolean upgraded =
        state.get(StorageKeys.CODE).filter(code -> code.startsWith(NEXT_CODE)).isPresent();
    return upgraded ? second : first;
  }

  private static Bytes inherent(RuntimeVersion version, long timeMs) {
    RuntimeShape.Position set = version.shape().call("Timestamp.set");
    var body = new ScaleWriter().u8(4).u8(set.pallet()).u8(set.index()).compact(timeMs);
    return Bytes.of(new ScaleWriter().byteVec(body.toByteArray()).toByteArray());
  }

  /** The first block of a version writes down that it is in force. */
  private void noteUpgrade(Execution block, RuntimeVersion version) {
    if (version.spec().equals(RuntimeSpec.PARA_NEXT)) {
      RuntimeSpec spec = version.spec();
      var out = new ScaleWriter().compact(spec.version()).string(spec.name());
      LAST_UPGRADE.put(block.state(), Bytes.of(out.toByteArray()));
    }
  }

  private static void upgrade(Execution block) {
    CODE.put(block.state(), NEXT_CODE);
    block.deposit("System.CodeUpdated", out -> {});
  }
}
