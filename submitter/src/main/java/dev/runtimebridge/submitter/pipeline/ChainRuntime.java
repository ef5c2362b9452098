package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.submitter.domain.ChainCall;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent;
import dev.runtimebridge.submitter.domain.RuntimeVersion;
import dev.runtimebridge.submitter.port.Signers;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.UnfitValue;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What has to be known of one runtime to make its transactions and to read what became of them. */
public interface ChainRuntime {

  /** Which one it is. */
  RuntimeVersion version();

  /** A call; fails if the runtime has no such call or an argument does not fit. */
  Bytes call(ChainCall call) throws NotEncodable;

  /** Several calls in one, each done whether or not those before it were. */
  Bytes batch(List<Bytes> calls) throws NotEncodable;

  /** A call in the name of {@code real}, whose proxy the signer is. */
  Bytes proxied(AccountId real, Bytes call) throws NotEncodable;

  /** Signs a call; empty if there is no key any more. */
  Optional<Signature> sign(Bytes call, Intent intent, Signers signers);

  /** Events of the block that this runtime executed, those of extrinsic {@code index}. */
  List<ExtrinsicEvent> events(Bytes events, int index);

  /** Where the state keeps what it knows of an account. */
  Bytes accountKey(AccountId account);

  /**
   * What that says; an absent value is an account with nothing.
   *
   * @throws MalformedScale if the value is none of this runtime
   * @throws UnfitValue if this runtime keeps accounts in another form
   */
  AccountInfo account(Optional<Bytes> value);

  /**
   * Of an account.
   *
   * @param nonce number of its transactions
   * @param free balance, smallest units
   */
  record AccountInfo(long nonce, BigInteger free) {}

  /**
   * What is signed besides the call.
   *
   * @param birth the finalized block from which on it can land
   * @param period for so many blocks
   */
  record Intent(AccountId account, long nonce, BlockRef birth, int period) {}

  /**
   * A signed transaction.
   *
   * @param death the first block that cannot have it
   */
  record Signature(Bytes extrinsic, Hash256 hash, long death) {}

  /** The runtime has no such call, or an argument does not fit. */
  final class NotEncodable extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what does not fit. */
    public NotEncodable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Makes it from metadata. */
  @FunctionalInterface
  interface Source {
    /** Fails if the metadata cannot be read or wants something signed that is unknown. */
    ChainRuntime read(RuntimeVersion version, Hash256 genesis, Bytes metadata)
        throws UnusableRuntime;
  }

  /** Nothing can be made of this runtime; a newer bridge may. */
  final class UnusableRuntime extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is not understood. */
    public UnusableRuntime(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
