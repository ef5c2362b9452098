package dev.runtimebridge.fetcher.adapter.kafka;

import com.google.protobuf.ByteString;
import dev.runtimebridge.fetcher.domain.ChainIdentity;
import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.LogPosition;
import dev.runtimebridge.fetcher.port.LogException;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.RelayHeaderRecord;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.grandpa.ScheduledChange;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.Optional;

/** Finds out from the last committed records where the log ends. */
final class LogEnd {
  private final LogTail tail;
  private final TopicCatalogue topics;

  LogEnd(LogTail tail, TopicCatalogue topics) {
    this.tail = tail;
    this.topics = topics;
  }

  /** The position, absent if there is no genesis. */
  Optional<LogPosition> position() throws LogException {
    Optional<ChainGenesis> genesis = tail.last(topics.chainGenesis());
    if (genesis.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(position(genesis.get()));
    } catch (MalformedScale | IllegalArgumentException e) {
      throw new LogException.Unreadable(
          "the last records of %s, %s or %s do not decode: %s"
              .formatted(
                  topics.chainGenesis().name(),
                  topics.relayHeaders().name(),
                  topics.paraBlocks().name(),
                  e.getMessage()));
    }
  }

  private LogPosition position(ChainGenesis genesis) throws LogException {
    ScaleReader info = ScaleReader.of(genesis.getGenesisInfo().toByteArray());
    Header start = Header.read(info);
    AuthoritySet first = AuthoritySet.read(info);
    var chains =
        new ChainIdentity(
            Integer.toUnsignedLong(genesis.getParaId()),
            hash(genesis.getRelayGenesisHash()),
            hash(genesis.getParaGenesisHash()),
            genesis.getParaStateVersion() == 0 ? StateVersion.V0 : StateVersion.V1);
    ParaBlockRecord para =
        tail.last(topics.paraBlocks())
            .orElseThrow(
                () ->
                    new LogException.Unreadable(
                        topics.paraBlocks().name() + " is empty though there is a genesis"));
    EncodedHeader lastPara = EncodedHeader.of(para.getHeader().toByteArray());
    Optional<RelayHeaderRecord> relay = tail.last(topics.relayHeaders());
    if (relay.isEmpty()) {
      return new LogPosition(chains, new ChainPoint(start.number(), start.hash()), first, lastPara);
    }
    whole(relay.get(), lastPara);
    return new LogPosition(
        chains, point(relay.get()), authoritiesAfter(relay.get(), first), lastPara);
  }

  private void whole(RelayHeaderRecord relay, EncodedHeader para) throws LogException {
    if (!relay.hasJustification()) {
      throw new LogException.Unreadable(
          "%s ends at #%d, which has no justification: it was written by something else"
              .formatted(topics.relayHeaders().name(), relay.getNumber()));
    }
    if (relay.hasParaHead() && !hash(relay.getParaHead().getHash()).equals(para.hash())) {
      throw new LogException.Unreadable(
          "%s ends at %s, but relay #%d in %s vouches for %s"
              .formatted(
                  topics.paraBlocks().name(),
                  para.point(),
                  relay.getNumber(),
                  topics.relayHeaders().name(),
                  hash(relay.getParaHead().getHash())));
    }
  }

  private AuthoritySet authoritiesAfter(RelayHeaderRecord last, AuthoritySet first)
      throws LogException {
    if (!last.getChangesSet() && last.getSetId() == first.setId()) {
      return first;
    }
    RelayHeaderRecord change =
        last.getChangesSet()
            ? last
            : tail.last(topics.relayHeaders(), RelayHeaderRecord::getChangesSet)
                .orElseThrow(
                    () ->
                        new LogException.Unreadable(
                            "%s has no header that announces authority set %d"
                                .formatted(topics.relayHeaders().name(), last.getSetId())));
    ScheduledChange announced =
        ScheduledChange.in(Header.decode(change.getHeader().toByteArray()))
            .orElseThrow(
                () ->
                    new LogException.Unreadable(
                        "%s: #%d is marked as a set change but announces none"
                            .formatted(topics.relayHeaders().name(), change.getNumber())));
    return new AuthoritySet(change.getSetId() + 1, announced.nextAuthorities());
  }

  private static ChainPoint point(RelayHeaderRecord record) {
    return new ChainPoint(Integer.toUnsignedLong(record.getNumber()), hash(record.getHash()));
  }

  private static Hash256 hash(ByteString bytes) {
    return Hash256.of(bytes.toByteArray());
  }
}
