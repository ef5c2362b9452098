package dev.runtimebridge.submitter.adapter.kafka;

import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Which parachain the log is of. */
public final class LogGenesis {
  private final KafkaClients clients;
  private final TopicCatalogue topics;

  /** A look into the topic {@code chain.genesis}. */
  public LogGenesis(KafkaClients clients, TopicCatalogue topics) {
    this.clients = clients;
    this.topics = topics;
  }

  /** Hash of the parachain's block 0; absent as long as the fetcher has published nothing. */
  public Optional<Hash256> read() throws JournalException, InterruptedException {
    return Asked.of(
        clients,
        "read " + topics.chainGenesis().name(),
        () -> {
          clients.ensureTopics(topics);
          var last = new AtomicReference<Optional<ChainGenesis>>(Optional.empty());
          try (var reader = new SinglePartition<>(clients.reader(), topics.chainGenesis())) {
            reader.seek(0);
            reader.readTo(reader.end(), (genesis, offset) -> last.set(Optional.of(genesis)));
          }
          return last.get().map(genesis -> Hash256.of(genesis.getParaGenesisHash().toByteArray()));
        });
  }
}
