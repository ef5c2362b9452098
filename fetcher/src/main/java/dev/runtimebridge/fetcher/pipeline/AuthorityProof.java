package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.fetcher.port.NodeException.Unverified;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.Authority;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.ReadProof;
import dev.runtimebridge.substrate.trie.ReadProof.Lookup;
import java.util.List;
import java.util.Optional;

/**
 * The authority set in the state of a relay-chain header: the one that finalizes what follows.
 *
 * @param nodes trie nodes that prove the list and the set's id
 */
record AuthorityProof(AuthoritySet set, List<Bytes> nodes) {

  /** Reads the set where newer runtimes keep it, else where older ones do. */
  static AuthorityProof read(ChainNode node, EncodedHeader relay) throws NodeException {
    Optional<AuthorityProof> newer =
        read(node, relay, StorageKeys.GRANDPA_AUTHORITIES, Authority::readList);
    if (newer.isPresent()) {
      return newer.get();
    }
    return read(
            node,
            relay,
            StorageKeys.GRANDPA_AUTHORITIES_WELL_KNOWN,
            value -> {
              value.u8();
              return Authority.readList(value);
            })
        .orElseThrow(
            () ->
                new Unverified(
                    ("%s: the state of relay %s has neither Grandpa.Authorities nor"
                            + " :grandpa_authorities; a relay chain that GRANDPA finalizes is"
                            + " needed")
                        .formatted(node.endpoint(), relay.point())));
  }

  private static Optional<AuthorityProof> read(
      ChainNode node,
      EncodedHeader relay,
      Bytes listKey,
      java.util.function.Function<ScaleReader, List<Authority>> list)
      throws NodeException {
    List<Bytes> nodes =
        node.readProof(List.of(listKey, StorageKeys.GRANDPA_CURRENT_SET_ID), relay.hash());
    ReadProof proof = ReadProof.of(relay.header().stateRoot(), nodes);
    Optional<Bytes> authorities = value(node, relay, proof, listKey);
    Optional<Bytes> setId = value(node, relay, proof, StorageKeys.GRANDPA_CURRENT_SET_ID);
    if (authorities.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AuthorityProof(
              new AuthoritySet(
                  // Absent until the first change.
                  setId
                      .map(id -> ScaleReader.decodeAll(id.toByteArray(), ScaleReader::u64))
                      .orElse(0L),
                  ScaleReader.decodeAll(authorities.get().toByteArray(), list)),
              nodes));
    } catch (MalformedScale e) {
      throw new Unverified(
          "%s: the authority set sent for relay %s does not decode: %s"
              .formatted(node.endpoint(), relay.point(), e.getMessage()),
          e);
    }
  }

  private static Optional<Bytes> value(
      ChainNode node, EncodedHeader relay, ReadProof proof, Bytes key) throws Unverified {
    return switch (proof.read(key)) {
      case Lookup.Found(Bytes value) -> Optional.of(value);
      case Lookup.Absent() -> Optional.empty();
      case Lookup.Unproven(String why) ->
          throw new Unverified(
              "%s: the proof of the authority set at relay %s does not hold: %s"
                  .formatted(node.endpoint(), relay.point(), why));
    };
  }
}
