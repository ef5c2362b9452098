package dev.runtimebridge.devnet.runtime;

import dev.runtimebridge.devnet.runtime.TransactionValidity.Invalid;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Kind;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Valid;
import dev.runtimebridge.devnet.runtime.call.Call;
import dev.runtimebridge.devnet.runtime.message.SequenceTag;
import dev.runtimebridge.devnet.runtime.message.SignedMessage;
import dev.runtimebridge.devnet.runtime.pallet.Balances;
import dev.runtimebridge.devnet.runtime.pallet.MessageQueue;
import dev.runtimebridge.devnet.runtime.state.Overlay;
import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.devnet.runtime.state.Table;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.extrinsic.ChainPoint;
import dev.runtimebridge.substrate.extrinsic.DecodedExtrinsic;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the signed extensions check of a transaction, for the block that comes after a state. For
 * one block only, and one thread.
 */
final class TransactionCheck {
  private static final Table<Long, Bytes> BLOCK_HASH =
      Table.twox("System", "BlockHash", Scale.U32, Scale.KEY);
  private static final int LONGEST = 5 * 1024 * 1024 * 3 / 4;

  private final RuntimeVersion version;
  private final Signatures signatures;
  private final Overlay state;
  private final long number;
  private final Hash256 parentHash;

  /** A check for block {@code number}, whose parent has this hash. */
  TransactionCheck(
      RuntimeVersion version,
      Signatures signatures,
      Overlay state,
      long number,
      Hash256 parentHash) {
    this.version = version;
    this.signatures = signatures;
    this.state = state;
    this.number = number;
    this.parentHash = parentHash;
  }

  /** What came of a check. */
  sealed interface Outcome {
    /**
     * The transaction may be executed, now or after those that it waits for.
     *
     * @param waits whether others must be before it
     */
    record Fit(
        Bytes account,
        Call call,
        BigInteger fee,
        BigInteger tip,
        long weight,
        boolean waits,
        Valid validity)
        implements Outcome {}

    /** It may not. */
    record Unfit(Invalid why) implements Outcome {}
  }

  Outcome check(Bytes extrinsic) {
    if (extrinsic.length() > LONGEST) {
      return unfit(Kind.EXHAUSTS_RESOURCES, extrinsic.length() + " bytes");
    }
    try {
      return switch (version.extrinsics().decode(extrinsic)) {
        case DecodedExtrinsic.Bare bare -> {
          boolean inherent = version.calls().decode(bare.callBytes()) instanceof Call.SetTime;
          yield unfit(inherent ? Kind.BAD_MANDATORY : Kind.CALL, "an extrinsic of nobody");
        }
        case DecodedExtrinsic.Signed signed -> check(signed);
      };
    } catch (MalformedScale malformed) {
      return unfit(Kind.MALFORMED, String.valueOf(malformed.getMessage()));
    }
  }

  private Outcome check(DecodedExtrinsic.Signed signed) {
    Call call = version.calls().decode(signed.callBytes());
    Bytes account = signed.signer().bytes();
    // Blocks know the hashes of those before them, so an era may begin with the parent.
    Optional<Hash256> birth = hashOf(signed.era().birth(number - 1));
    boolean over = signed.era().death(number - 1) <= number - 1;
    if (birth.isEmpty() || over) {
      return unfit(Kind.ANCIENT_BIRTH_BLOCK, "era " + signed.era() + " at block " + number);
    }
    var chain =
        new ChainPoint(
            version.spec().version(), version.spec().transactionVersion(), hashOf(0).orElseThrow());
    Bytes payload = version.extrinsics().payload(signed, chain, birth.get());
    if (!signatures.verifies(signed, payload)) {
      return unfit(Kind.BAD_PROOF, "of account " + account);
    }
    long expected = Balances.account(state, account).nonce();
    if (signed.nonce() < expected) {
      return unfit(Kind.STALE, "nonce " + signed.nonce() + ", next is " + expected);
    }
    Optional<SignedMessage> message =
        call instanceof Call.SyncMessage(SignedMessage sent) ? Optional.of(sent) : Optional.empty();
    long sequence = message.map(each -> MessageQueue.next(state, origin(each))).orElse(0L);
    if (message.isPresent() && Long.compareUnsigned(message.get().sequence(), sequence) < 0) {
      return unfit(Kind.STALE, "message " + message.get().sequence() + ", next is " + sequence);
    }
    long weight = Fees.weight(call);
    BigInteger fee = Fees.of(signed.encoded().length(), weight).total().add(signed.tip());
    if (!Balances.canPay(state, account, fee)) {
      return unfit(Kind.PAYMENT, "a fee of " + fee);
    }
    Valid validity = validity(signed, expected, message, sequence);
    boolean waits = !validity.requires().isEmpty();
    return new Outcome.Fit(account, call, fee, signed.tip(), weight, waits, validity);
  }

  private Valid validity(
      DecodedExtrinsic.Signed signed,
      long expected,
      Optional<SignedMessage> message,
      long sequence) {
    Bytes account = signed.signer().bytes();
    List<Bytes> provides = new ArrayList<>(List.of(nonceTag(account, signed.nonce())));
    List<Bytes> requires = new ArrayList<>();
    if (signed.nonce() > expected) {
      requires.add(nonceTag(account, signed.nonce() - 1));
    }
    message.ifPresent(
        sent -> {
          provides.add(messageTag(sent, sent.sequence()));
          if (Long.compareUnsigned(sent.sequence(), sequence) > 0) {
            requires.add(messageTag(sent, sent.sequence() - 1));
          }
        });
    long death = signed.era().death(number - 1);
    long longevity = death == Long.MAX_VALUE ? death : death - (number - 1);
    long priority = signed.tip().min(BigInteger.valueOf(Long.MAX_VALUE - 1)).longValue() + 1;
    return new Valid(account, signed.nonce(), priority, longevity, provides, requires);
  }

  private Optional<Hash256> hashOf(long block) {
    return block == number - 1
        ? Optional.of(parentHash)
        : BLOCK_HASH.get(state, block).map(hash -> Hash256.of(hash.toByteArray()));
  }

  private static Bytes origin(SignedMessage message) {
    return message.message().sender().encode();
  }

  private static Bytes nonceTag(Bytes account, long nonce) {
    return Bytes.concat(account.toByteArray(), new ScaleWriter().u32(nonce).toByteArray());
  }

  private static Bytes messageTag(SignedMessage message, long sequence) {
    return SequenceTag.of(origin(message), sequence);
  }

  private static Outcome unfit(Kind kind, String details) {
    return new Outcome.Unfit(new Invalid(kind, details));
  }
}
