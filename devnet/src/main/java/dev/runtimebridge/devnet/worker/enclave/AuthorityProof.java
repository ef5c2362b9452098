package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.Authority;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.ReadProof;
import dev.runtimebridge.substrate.trie.ReadProof.Lookup;
import java.util.List;
import java.util.Optional;

/**
 * Checks an authority set against a relay-chain state: the list as newer runtimes keep it, else as
 * older ones do, behind a version byte.
 *
 * <p>pRuntime does not look at the set's number. Here, where the proof shows one, it must be the
 * claimed one: what passes here passes there.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/src/light_validation/mod.rs">check_validator_set_proof</a>
 */
final class AuthorityProof {
  private static final String MISMATCH = "validator set mismatch";

  private AuthorityProof() {}

  /** Why the proof does not show the set, in pRuntime's words; or nothing. */
  static Optional<String> refusal(Hash256 stateRoot, List<Bytes> nodes, AuthoritySet claimed) {
    ReadProof proof = ReadProof.of(stateRoot, nodes);
    Optional<String> refusal =
        switch (proof.read(StorageKeys.GRANDPA_AUTHORITIES)) {
          case Lookup.Found(Bytes value) -> compare(value, claimed);
          case Lookup.Absent absent -> wellKnown(proof, claimed);
          // A value that is missing from the proof is an error there too.
          case Lookup.Unproven unproven -> Optional.of("Faield to read Grandpa::Authorities");
        };
    if (refusal.isEmpty()
        && proof.read(StorageKeys.GRANDPA_CURRENT_SET_ID) instanceof Lookup.Found(Bytes id)
        && !id.equals(Bytes.of(new ScaleWriter().u64(claimed.setId()).toByteArray()))) {
      return Optional.of(MISMATCH);
    }
    return refusal;
  }

  private static Optional<String> wellKnown(ReadProof proof, AuthoritySet claimed) {
    return switch (proof.read(StorageKeys.GRANDPA_AUTHORITIES_WELL_KNOWN)) {
      case Lookup.Found(Bytes value) when value.isEmpty() -> Optional.of(MISMATCH);
      case Lookup.Found(Bytes value) -> compare(value.slice(1, value.length()), claimed);
      case Lookup.Absent absent -> Optional.of("Missing grandpa authorities");
      case Lookup.Unproven unproven -> Optional.of("Faield to read :grandpa_authorities");
    };
  }

  private static Optional<String> compare(Bytes stored, AuthoritySet claimed) {
    var writer = new ScaleWriter(16 + claimed.authorities().size() * Authority.SIZE);
    Authority.writeList(writer, claimed.authorities());
    return stored.equals(Bytes.of(writer.toByteArray())) ? Optional.empty() : Optional.of(MISMATCH);
  }
}
