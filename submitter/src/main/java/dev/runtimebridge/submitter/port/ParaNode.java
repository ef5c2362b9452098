package dev.runtimebridge.submitter.port;

import dev.runtimebridge.submitter.domain.RuntimeVersion;
import dev.runtimebridge.submitter.domain.SubmitAnswer;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.key.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * One node of the parachain.
 *
 * <p>Every call waits for the answer on the calling thread, at most for the request deadline; many
 * threads may call at once. Nothing that a node says is verified here, only that it has the right
 * form and size.
 */
public interface ParaNode extends AutoCloseable {

  /** The URL that the operator gave. */
  String endpoint();

  /**
   * Connects, if there is no connection; {@code onHead} is called at each new best and each new
   * finalized head, on a thread that must not be held up.
   */
  void connect(Runnable onHead) throws NodeException;

  /** Hash of block 0, which tells the chain. */
  Hash256 genesisHash() throws NodeException;

  /** Hash of the last finalized block. */
  Hash256 finalizedHead() throws NodeException;

  /** Hash of the last block of the best chain. */
  Hash256 bestHead() throws NodeException;

  /** Hash of block {@code number} on the node's best chain. */
  Optional<Hash256> blockHash(long number) throws NodeException;

  /** Header of a block. */
  Header header(Hash256 block) throws NodeException;

  /** The extrinsics of a block in their order, each with its length before it. */
  List<Bytes> extrinsics(Hash256 block) throws NodeException;

  /** Value of {@code key} in the state after a block, not proven. */
  Optional<Bytes> storage(Bytes key, Hash256 block) throws NodeException;

  /** The runtime that stands after a block and executes the next one. */
  RuntimeVersion runtimeVersion(Hash256 block) throws NodeException;

  /** Metadata of that runtime, as {@code state_getMetadata} gives it. */
  Bytes metadata(Hash256 block) throws NodeException;

  /** The nonce after those of the best block and of the transactions that wait in the pool. */
  long accountNextIndex(AccountId account) throws NodeException;

  /** Sends a signed extrinsic; what the node thinks of it is an answer, not an exception. */
  SubmitAnswer submit(Bytes extrinsic) throws NodeException;

  /** Ends the connection; the node can be connected again. */
  @Override
  void close();
}
