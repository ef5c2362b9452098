package dev.runtimebridge.fetcher;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node that answers as another one does; a test overrides the answer that it wants otherwise. */
abstract class ForwardingNode implements ChainNode {
  private final ChainNode node;

  ForwardingNode(ChainNode node) {
    this.node = node;
  }

  @Override
  public String endpoint() {
    return node.endpoint();
  }

  @Override
  public void connect(Runnable onFinalized) throws NodeException {
    node.connect(onFinalized);
  }

  @Override
  public Set<String> methods() throws NodeException {
    return node.methods();
  }

  @Override
  public String chainName() throws NodeException {
    return node.chainName();
  }

  @Override
  public ChainPoint finalizedHead() throws NodeException {
    return node.finalizedHead();
  }

  @Override
  public Optional<Hash256> blockHash(long number) throws NodeException {
    return node.blockHash(number);
  }

  @Override
  public List<Hash256> blockHashes(long from, long to) throws NodeException {
    return node.blockHashes(from, to);
  }

  @Override
  public EncodedHeader header(Hash256 block) throws NodeException {
    return node.header(block);
  }

  @Override
  public Optional<Bytes> justification(Hash256 block) throws NodeException {
    return node.justification(block);
  }

  @Override
  public Optional<Bytes> proveFinality(long number) throws NodeException {
    return node.proveFinality(number);
  }

  @Override
  public Optional<Bytes> storage(Bytes key, Hash256 block) throws NodeException {
    return node.storage(key, block);
  }

  @Override
  public List<Bytes> readProof(Collection<Bytes> keys, Hash256 block) throws NodeException {
    return node.readProof(keys, block);
  }

  @Override
  public List<Bytes> childReadProof(Bytes childKey, Collection<Bytes> keys, Hash256 block)
      throws NodeException {
    return node.childReadProof(childKey, keys, block);
  }

  @Override
  public ParaRuntime runtime(ChainPoint block) throws NodeException {
    return node.runtime(block);
  }

  @Override
  public Bytes storageChanges(Hash256 block) throws NodeException {
    return node.storageChanges(block);
  }

  @Override
  public List<StorageEntry> state(Hash256 block) throws NodeException {
    return node.state(block);
  }

  @Override
  public void close() {
    node.close();
  }
}
