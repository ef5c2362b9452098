package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.fetcher.domain.Check.Fault;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.ReadProof;
import dev.runtimebridge.substrate.trie.ReadProof.Lookup;
import java.util.List;
import java.util.Optional;

/**
 * The parachain header that the relay chain's state vouches for.
 *
 * @param header of the parachain
 * @param proof trie nodes from the relay chain's state root down to {@code Paras.Heads}
 * @param relay the relay-chain block whose state it is
 */
public record ParaHead(EncodedHeader header, List<Bytes> proof, ChainPoint relay) {

  /** Copies the list. */
  public ParaHead {
    proof = List.copyOf(proof);
  }

  /**
   * Reads the head of parachain {@code paraId} out of a proof against a relay-chain header.
   *
   * @return no head if the proof shows that the parachain has none yet
   */
  public static Check<Optional<ParaHead>> proven(
      EncodedHeader relay, long paraId, List<Bytes> proof) {
    Lookup found =
        ReadProof.of(relay.header().stateRoot(), proof).read(StorageKeys.paraHead(paraId));
    return switch (found) {
      case Lookup.Absent() -> new Check.Passed<>(Optional.empty());
      case Lookup.Unproven(String why) ->
          Check.failed(
              Fault.BAD_PROOF,
              "the proof of Paras.Heads(%d) at relay %s does not hold: %s",
              paraId,
              relay.point(),
              why);
      case Lookup.Found(Bytes value) -> decoded(value, relay, proof);
    };
  }

  private static Check<Optional<ParaHead>> decoded(
      Bytes value, EncodedHeader relay, List<Bytes> proof) {
    try {
      byte[] head = ScaleReader.decodeAll(value.toByteArray(), ScaleReader::byteVec);
      return new Check.Passed<>(
          Optional.of(new ParaHead(EncodedHeader.of(head), proof, relay.point())));
    } catch (MalformedScale e) {
      // Proven, yet no header: the stub of a chain spec, until the first block replaces it.
      return new Check.Passed<>(Optional.empty());
    }
  }

  /**
   * Checks that the head does not go back behind {@code published}, and is the same where it is the
   * same number.
   */
  public Check<ParaHead> notBefore(ChainPoint published) {
    boolean back = header.number() < published.number();
    boolean other =
        header.number() == published.number() && !header.hash().equals(published.hash());
    if (back || other) {
      return Check.failed(
          Fault.WRONG_PARA_HEAD,
          "the relay chain's head of the parachain at relay %s is %s, but the log holds %s; if every"
              + " node says so, begin a new log with another bridge.topics.prefix",
          relay,
          header.point(),
          published);
    }
    return new Check.Passed<>(this);
  }

  /** Checks that {@code headers} lead from {@code published} to exactly this head. */
  public Check<List<EncodedHeader>> reachedBy(ChainPoint published, List<EncodedHeader> headers) {
    Check<List<EncodedHeader>> linked = HeaderChain.follows(published, headers);
    if (linked instanceof Check.Passed<List<EncodedHeader>>
        && !headers.getLast().hash().equals(header.hash())) {
      return Check.failed(
          Fault.BROKEN_CHAIN,
          "parachain headers end at %s, but relay %s vouches for %s",
          headers.getLast().point(),
          relay,
          header.point());
    }
    return linked;
  }
}
