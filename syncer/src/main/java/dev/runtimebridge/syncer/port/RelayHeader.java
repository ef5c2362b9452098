package dev.runtimebridge.syncer.port;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.RelayMark;
import java.util.List;
import java.util.Optional;

/**
 * A relay-chain header in the log.
 *
 * @param mark what matters for cutting batches
 * @param header SCALE header as the node sent it
 * @param justification SCALE {@code GrandpaJustification} of a justified one
 * @param paraHeadProof trie nodes that prove {@code mark.paraHead()}
 */
public record RelayHeader(
    RelayMark mark, Bytes header, Optional<Bytes> justification, List<Bytes> paraHeadProof) {
  /** Copies the list. */
  public RelayHeader {
    paraHeadProof = List.copyOf(paraHeadProof);
  }

  /** About how many bytes it takes. */
  public int size() {
    int proof = paraHeadProof.stream().mapToInt(Bytes::length).sum();
    return 128 + header.length() + justification.map(Bytes::length).orElse(0) + proof;
  }
}
