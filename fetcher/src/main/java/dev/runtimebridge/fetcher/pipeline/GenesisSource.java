package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ChainIdentity;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.Genesis;
import dev.runtimebridge.fetcher.domain.StateSnapshot;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.fetcher.port.NodeException.Unverified;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.storage.StorageState;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a new log begins with. */
final class GenesisSource {
  private static final Logger LOG = LoggerFactory.getLogger(GenesisSource.class);

  private final NodePool relay;
  private final NodePool para;
  private final OptionalLong relayStart;

  GenesisSource(NodePool relay, NodePool para, OptionalLong relayStart) {
    this.relay = relay;
    this.para = para;
    this.relayStart = relayStart;
  }

  private record ParaGenesis(
      long paraId,
      EncodedHeader header,
      List<StorageEntry> state,
      StateVersion version,
      String chainName) {}

  /** Reads and verifies block 0 of the parachain, and the relay-chain header to start from. */
  Genesis read() throws NoNodeLeft, InterruptedException {
    ParaGenesis paraGenesis = para.ask(GenesisSource::paraGenesis);
    OptionalLong hint = relayStart.isPresent() ? OptionalLong.empty() : para.ask(StartHeader::hint);
    return relay.ask(
        node -> {
          var starts = new StartHeader(node, paraGenesis.paraId());
          EncodedHeader start =
              relayStart.isPresent() ? starts.given(relayStart.getAsLong()) : starts.find(hint);
          LOG.info("workers will start from relay header: relay={}", start.point());
          return genesis(node, start, paraGenesis);
        });
  }

  private static Genesis genesis(ChainNode node, EncodedHeader start, ParaGenesis para)
      throws NodeException {
    var authorities = AuthorityProof.read(node, start);
    var chains =
        new ChainIdentity(para.paraId(), blockZero(node), para.header().hash(), para.version());
    return new Genesis(
        chains,
        start,
        authorities.set(),
        authorities.nodes(),
        para.header(),
        new StorageState(para.state()),
        node.chainName(),
        para.chainName());
  }

  private static ParaGenesis paraGenesis(ChainNode node) throws NodeException {
    EncodedHeader header = node.header(blockZero(node));
    List<StorageEntry> state = node.state(header.hash());
    StateVersion version =
        StateSnapshot.versionOf(state, header.header().stateRoot())
            .orElseThrow(
                () ->
                    new Unverified(
                        "%s: the %d entries sent as the state of para %s do not have its root %s"
                            .formatted(
                                node.endpoint(),
                                state.size(),
                                header.point(),
                                header.header().stateRoot())));
    return new ParaGenesis(paraId(node, state, header), header, state, version, node.chainName());
  }

  private static Hash256 blockZero(ChainNode node) throws NodeException {
    return node.blockHash(0)
        .orElseThrow(
            () ->
                new Unverified(
                    node.endpoint()
                        + " does not know the hash of its block 0; an archive node is needed"));
  }

  private static long paraId(ChainNode node, List<StorageEntry> state, EncodedHeader header)
      throws NodeException {
    for (StorageEntry entry : state) {
      if (entry.key().equals(StorageKeys.PARACHAIN_ID)) {
        try {
          return ScaleReader.decodeAll(entry.value().toByteArray(), ScaleReader::u32);
        } catch (MalformedScale e) {
          throw new Unverified(
              "%s: ParachainInfo.ParachainId in the state of para %s is %s, not a u32"
                  .formatted(node.endpoint(), header.point(), entry.value()),
              e);
        }
      }
    }
    throw new Unverified(
        "%s: the state of para %s has no ParachainInfo.ParachainId; a parachain is needed"
            .formatted(node.endpoint(), header.point()));
  }
}
