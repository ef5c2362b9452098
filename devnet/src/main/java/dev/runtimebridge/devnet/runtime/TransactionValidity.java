package dev.runtimebridge.devnet.runtime;

import dev.runtimebridge.substrate.Bytes;
import java.util.List;

/**
 * What the runtime says of a transaction before it is in a block.
 *
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/blob/polkadot-v1.0.0/substrate/primitives/runtime/src/transaction_validity.rs">transaction_validity.rs</a>
 */
public sealed interface TransactionValidity {

  /**
   * It can be in a block now, or once others that provide what it requires are.
   *
   * @param account 32 bytes of who signed and pays
   * @param nonce number of the transaction among the account's
   * @param priority the higher the sooner
   * @param longevity blocks for which this holds; {@link Long#MAX_VALUE} for an immortal one
   * @param provides tags that it gives; a second transaction with the same tag is in its way
   * @param requires tags that must be given before it
   */
  record Valid(
      Bytes account,
      long nonce,
      long priority,
      long longevity,
      List<Bytes> provides,
      List<Bytes> requires)
      implements TransactionValidity {

    /** Copies the lists. */
    public Valid {
      provides = List.copyOf(provides);
      requires = List.copyOf(requires);
    }
  }

  /**
   * It cannot.
   *
   * @param details in words, for a log or an RPC error's data
   */
  record Invalid(Kind kind, String details) implements TransactionValidity {}

  /** Why a transaction cannot be in a block, with what nodes write into RPC error 1010. */
  enum Kind {
    /** Its call is not for anybody to send. */
    CALL("Transaction call is not expected"),
    /** The account cannot pay the fee. */
    PAYMENT("Inability to pay some fees (e.g. account balance too low)"),
    /** Transactions of the account are missing before it. */
    FUTURE("Transaction will be valid in the future"),
    /** It, or another one in its place, was in a block before. */
    STALE("Transaction is outdated"),
    /** The signature is wrong, or it signs for another chain or another runtime. */
    BAD_PROOF("Transaction has a bad signature"),
    /** Its era is over, or its first block is forgotten. */
    ANCIENT_BIRTH_BLOCK("Transaction has an ancient birth block"),
    /** It takes more room than a block has. */
    EXHAUSTS_RESOURCES("Transaction would exhaust the block limits"),
    /** A mandatory extrinsic that is not from the author. */
    BAD_MANDATORY("A call was labelled as mandatory, but resulted in an Error."),
    /** Its bytes are no transaction of this runtime; nodes answer with 1002, not with 1010. */
    MALFORMED("Bad input data provided to validate_transaction");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The words that nodes use. */
    public String text() {
      return text;
    }
  }
}
