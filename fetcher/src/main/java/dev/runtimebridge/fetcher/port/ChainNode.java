package dev.runtimebridge.fetcher.port;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One node of the relay chain or of the parachain.
 *
 * <p>Every call waits for the answer on the calling thread, at most for the request deadline; many
 * threads may call at once. Nothing that a node says is verified here, only that it has the right
 * form.
 */
public interface ChainNode extends AutoCloseable {

  /** The URL that the operator gave. */
  String endpoint();

  /**
   * Connects, if there is no connection; {@code onFinalized} is called at each new finalized head.
   */
  void connect(Runnable onFinalized) throws NodeException;

  /** Names of the methods that the node has; empty if it does not tell. */
  Set<String> methods() throws NodeException;

  /** Name of the chain, for people. */
  String chainName() throws NodeException;

  /** Last finalized block. */
  ChainPoint finalizedHead() throws NodeException;

  /** Hash of block {@code number} on the node's best chain. */
  Optional<Hash256> blockHash(long number) throws NodeException;

  /**
   * Hashes of blocks {@code from} to {@code to}, both included; shorter where the node has none.
   */
  List<Hash256> blockHashes(long from, long to) throws NodeException;

  /** Header of a block. */
  EncodedHeader header(Hash256 block) throws NodeException;

  /** GRANDPA's justification that the node keeps with a block. */
  Optional<Bytes> justification(Hash256 block) throws NodeException;

  /** SCALE {@code FinalityProof} for {@code number}, absent while the node has none. */
  Optional<Bytes> proveFinality(long number) throws NodeException;

  /** Value of {@code key} in the state of a block, not proven. */
  Optional<Bytes> storage(Bytes key, Hash256 block) throws NodeException;

  /** Trie nodes that prove what {@code keys} hold in the state of a block. */
  List<Bytes> readProof(Collection<Bytes> keys, Hash256 block) throws NodeException;

  /**
   * Trie nodes that prove what {@code keys} of a child trie hold in the state of a block.
   *
   * @param childKey without {@code :child_storage:default:}
   */
  List<Bytes> childReadProof(Bytes childKey, Collection<Bytes> keys, Hash256 block)
      throws NodeException;

  /** The runtime that stands in the state of a block, not proven. */
  ParaRuntime runtime(ChainPoint block) throws NodeException;

  /** SCALE {@code StorageChanges} of a block, as the node sent them. */
  Bytes storageChanges(Hash256 block) throws NodeException;

  /** Every key and value in the state of a block, ordered by key. */
  List<StorageEntry> state(Hash256 block) throws NodeException;

  /** Ends the connection; the node can be connected again. */
  @Override
  void close();
}
