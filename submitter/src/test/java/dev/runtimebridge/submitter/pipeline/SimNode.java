package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.RuntimeVersion;
import dev.runtimebridge.submitter.domain.SubmitAnswer;
import dev.runtimebridge.submitter.pipeline.SimChain.Block;
import dev.runtimebridge.submitter.port.NodeException;
import dev.runtimebridge.submitter.port.ParaNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.key.AccountId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A node that may lag behind, fail to answer, lose what it was sent, or take it and say nothing.
 */
final class SimNode implements ParaNode {
  private final String name;
  private final SimChain chain;
  private final Random chance;
  private final Set<Hash256> banned = new HashSet<>();
  int lag;
  boolean calm;

  SimNode(String name, SimChain chain, Random chance) {
    this.name = name;
    this.chain = chain;
    this.chance = chance;
  }

  private void mayFail() throws NodeException {
    if (!calm && chance.nextInt(60) == 0) {
      throw new NodeException.Unavailable("no answer");
    }
  }

  private Block best() {
    return chain.ancestor(chain.best, Math.max(0, chain.best.number() - lag));
  }

  private Block finalized() {
    return chain.ancestor(chain.finalized, Math.max(0, chain.finalized.number() - lag));
  }

  private Block block(Hash256 hash) throws NodeException {
    mayFail();
    Block block = chain.blocks.get(hash);
    if (block == null || block.number() > best().number()) {
      throw new NodeException.Refused("unknown block " + hash);
    }
    return block;
  }

  @Override
  public String endpoint() {
    return name;
  }

  @Override
  public void connect(Runnable onHead) throws NodeException {
    mayFail();
  }

  @Override
  public Hash256 genesisHash() {
    return chain.genesis.hash();
  }

  @Override
  public Hash256 finalizedHead() throws NodeException {
    mayFail();
    return finalized().hash();
  }

  @Override
  public Hash256 bestHead() throws NodeException {
    mayFail();
    return best().hash();
  }

  @Override
  public Optional<Hash256> blockHash(long number) throws NodeException {
    mayFail();
    Block best = best();
    return number > best.number()
        ? Optional.empty()
        : Optional.of(chain.ancestor(best, number).hash());
  }

  @Override
  public Header header(Hash256 block) throws NodeException {
    return block(block).header();
  }

  @Override
  public List<Bytes> extrinsics(Hash256 block) throws NodeException {
    return block(block).extrinsics().stream().map(SimTransaction::encoded).toList();
  }

  @Override
  public Optional<Bytes> storage(Bytes key, Hash256 hash) throws NodeException {
    Block block = block(hash);
    if (key.length() != AccountId.SIZE || key.equals(EVENTS)) {
      return Optional.of(SimChain.events(block));
    }
    AccountId account = new AccountId(key);
    long free = chain.broke.contains(account) ? 1 : 1_000_000;
    return Optional.of(SimRuntime.account(block.nonces().getOrDefault(account, 0L), free));
  }

  private static final Bytes EVENTS =
      dev.runtimebridge.substrate.storage.StorageKeys.plain("System", "Events");

  @Override
  public RuntimeVersion runtimeVersion(Hash256 block) throws NodeException {
    return new RuntimeVersion("sim", block(block).spec(), 1);
  }

  @Override
  public Bytes metadata(Hash256 block) throws NodeException {
    mayFail();
    return Bytes.EMPTY;
  }

  @Override
  public long accountNextIndex(AccountId account) throws NodeException {
    mayFail();
    long next = best().nonces().getOrDefault(account, 0L);
    while (held(account, next)) {
      next++;
    }
    return next;
  }

  private boolean held(AccountId account, long nonce) {
    return chain.pool.values().stream()
        .anyMatch(
            each ->
                each.account().equals(account)
                    && each.nonce() == nonce
                    && chain.valid(each, best()));
  }

  @Override
  public SubmitAnswer submit(Bytes extrinsic) throws NodeException {
    mayFail();
    SimTransaction transaction = SimTransaction.decode(extrinsic);
    if (chain.pool.containsKey(transaction.hash())) {
      return new SubmitAnswer.AlreadyKnown();
    }
    if (transaction.nonce() < best().nonces().getOrDefault(transaction.account(), 0L)) {
      return new SubmitAnswer.Outdated();
    }
    if (banned.contains(transaction.hash())) {
      return new SubmitAnswer.Banned();
    }
    if (chain.broke.contains(transaction.account())) {
      banned.add(transaction.hash());
      return new SubmitAnswer.CannotPay();
    }
    if (!chain.valid(transaction, best())) {
      return new SubmitAnswer.BadSignature();
    }
    if (held(transaction.account(), transaction.nonce())) {
      return new SubmitAnswer.TooLowPriority();
    }
    if (!calm && chance.nextInt(10) == 0) {
      return chance.nextBoolean() ? new SubmitAnswer.Accepted() : new SubmitAnswer.PoolFull();
    }
    chain.pool.put(transaction.hash(), transaction);
    // Taken, but the answer is lost.
    mayFail();
    return new SubmitAnswer.Accepted();
  }

  @Override
  public void close() {}
}
