package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.solo.simulation.LightChain.Block;
import dev.runtimebridge.submitter.domain.RuntimeVersion;
import dev.runtimebridge.submitter.domain.SubmitAnswer;
import dev.runtimebridge.submitter.port.NodeException;
import dev.runtimebridge.submitter.port.ParaNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A node of the {@link LightChain} as one submitter sees it: late, behind, silent; it loses what it
 * was sent and says that it has it, or takes it and says nothing.
 */
final class SimParaNode implements ParaNode {
  private static final Bytes EVENTS = StorageKeys.plain("System", "Events");
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final SimProcess process;
  private final String endpoint;
  private final LightChain chain;
  private final Faults faults;
  private final TxTopics topics;

  SimParaNode(
      SimProcess process, String endpoint, LightChain chain, Faults faults, TxTopics topics) {
    this.process = process;
    this.endpoint = endpoint;
    this.chain = chain;
    this.faults = faults;
    this.topics = topics;
  }

  /** What a node does when it was asked. */
  private interface Answer<T> {
    T get() throws NodeException;
  }

  private <T> T ask(String method, Answer<T> answer) throws NodeException {
    answerTakesTime();
    mayFail(method);
    T given = answer.get();
    mayFail("hear the answer to " + method);
    return given;
  }

  private void answerTakesTime() throws NodeException {
    Scheduler scheduler = process.scheduler();
    try {
      Duration most = faults.slow ? Duration.ofSeconds(5) : Duration.ofMillis(30);
      process.pause(scheduler.between(Duration.ofMillis(1), most));
      if (faults.down) {
        process.pause(scheduler.oneIn(2) ? DEADLINE : Duration.ofMillis(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeException.Unavailable(endpoint + ": interrupted", e);
    }
  }

  private void mayFail(String method) throws NodeException {
    boolean fails = faults.failsOneIn > 0 && process.scheduler().oneIn(2 * faults.failsOneIn);
    if (faults.down || fails) {
      throw new NodeException.Unavailable(endpoint + ": no answer to " + method);
    }
  }

  private Block best() {
    return back(chain.best());
  }

  private Block finalized() {
    return back(chain.finalized());
  }

  private Block back(Block from) {
    return chain.ancestor(from, Math.max(0, from.number() - Math.abs(faults.lag)));
  }

  private Block block(Hash256 hash) throws NodeException {
    return chain
        .block(hash)
        .filter(found -> found.number() <= best().number())
        .orElseThrow(() -> new NodeException.Refused("unknown block " + hash));
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public void connect(Runnable onHead) throws NodeException {
    mayFail("connect");
    if (!faults.deaf && process.scheduler().oneIn(10)) {
      onHead.run();
    }
  }

  @Override
  public Hash256 genesisHash() throws NodeException {
    return ask("chain_getBlockHash", () -> chain.genesis().hash());
  }

  @Override
  public Hash256 finalizedHead() throws NodeException {
    return ask("chain_getFinalizedHead", () -> finalized().hash());
  }

  @Override
  public Hash256 bestHead() throws NodeException {
    return ask("chain_getHead", () -> best().hash());
  }

  @Override
  public Optional<Hash256> blockHash(long number) throws NodeException {
    return ask(
        "chain_getBlockHash",
        () -> {
          Block best = best();
          return number > best.number()
              ? Optional.empty()
              : Optional.of(chain.ancestor(best, number).hash());
        });
  }

  @Override
  public Header header(Hash256 block) throws NodeException {
    return ask("chain_getHeader", () -> block(block).header());
  }

  @Override
  public List<Bytes> extrinsics(Hash256 block) throws NodeException {
    return ask(
        "chain_getBlock",
        () ->
            block(block).transactions().stream()
                .map(LightTransaction::encoded)
                .limit(faults.wrongHeader ? 0 : Long.MAX_VALUE)
                .toList());
  }

  @Override
  public Optional<Bytes> storage(Bytes key, Hash256 hash) throws NodeException {
    return ask(
        "state_getStorage",
        () -> {
          Block block = block(hash);
          return Optional.of(
              key.equals(EVENTS)
                  ? block.events()
                  : LightRuntime.account(block.state().nonce(new AccountId(key))));
        });
  }

  @Override
  public RuntimeVersion runtimeVersion(Hash256 block) throws NodeException {
    return ask(
        "state_getRuntimeVersion", () -> new RuntimeVersion("light", block(block).spec(), 1));
  }

  @Override
  public Bytes metadata(Hash256 block) throws NodeException {
    return ask("state_getMetadata", () -> Bytes.EMPTY);
  }

  @Override
  public long accountNextIndex(AccountId account) throws NodeException {
    return ask(
        "system_accountNextIndex",
        () -> {
          Block best = best();
          long next = best.state().nonce(account);
          while (chain.holds(account, next, best)) {
            next++;
          }
          return next;
        });
  }

  @Override
  public SubmitAnswer submit(Bytes extrinsic) throws NodeException {
    LightTransaction transaction = LightTransaction.decode(extrinsic);
    topics.beforeSending(transaction, process.name());
    return ask("author_submitExtrinsic", () -> taken(transaction));
  }

  private SubmitAnswer taken(LightTransaction transaction) {
    Block best = best();
    if (chain.pooled(transaction.hash())) {
      return new SubmitAnswer.AlreadyKnown();
    }
    if (transaction.nonce() < best.state().nonce(transaction.account())) {
      return new SubmitAnswer.Outdated();
    }
    if (!chain.valid(transaction, best)) {
      return new SubmitAnswer.BadSignature();
    }
    if (chain.holds(transaction.account(), transaction.nonce(), best)) {
      return new SubmitAnswer.TooLowPriority();
    }
    if (faults.pruned && process.scheduler().oneIn(3)) {
      return process.scheduler().oneIn(2)
          ? new SubmitAnswer.Accepted()
          : new SubmitAnswer.PoolFull();
    }
    process.scheduler().note(endpoint + " takes " + transaction.hash());
    chain.take(transaction);
    return new SubmitAnswer.Accepted();
  }

  @Override
  public void close() {}
}
