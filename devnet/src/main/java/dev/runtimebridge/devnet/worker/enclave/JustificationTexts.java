package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.grandpa.GrandpaJustification;
import dev.runtimebridge.substrate.grandpa.JustificationVerifier;
import dev.runtimebridge.substrate.grandpa.Verdict;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.util.Optional;

/**
 * What pRuntime says of a justification that it refuses.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/src/light_validation/justification.rs">justification.rs</a>
 */
final class JustificationTexts {
  /** Of votes that do not carry the block. */
  static final String INVALID_COMMIT =
      "bad justification for header: invalid commit in grandpa justification";

  private JustificationTexts() {}

  static Optional<String> refusal(
      Bytes encoded, Hash256 target, long number, AuthoritySet authorities) {
    GrandpaJustification justification;
    try {
      justification = GrandpaJustification.decode(encoded.toByteArray());
    } catch (MalformedScale error) {
      return Optional.of("error decoding justification for header");
    }
    return switch (JustificationVerifier.verify(justification, target, number, authorities)) {
      case Verdict.Valid valid -> Optional.empty();
      case Verdict.Invalid(var reason, var detail) -> Optional.of(text(reason));
    };
  }

  private static String text(Verdict.Reason reason) {
    return switch (reason) {
      case WRONG_TARGET ->
          "bad justification for header: invalid commit target in grandpa justification";
      case BAD_SIGNATURE ->
          "bad justification for header: invalid signature for precommit in grandpa justification";
      case UNUSED_HEADERS ->
          "bad justification for header: invalid precommit ancestries in grandpa justification with"
              + " unused headers";
      case UNUSABLE_AUTHORITY_SET,
          NO_PRECOMMITS,
          LOWEST_VOTE_NOT_ON_TARGET,
          NO_ROUTE_TO_TARGET,
          REPEATED_EQUIVOCATION,
          TOO_LITTLE_WEIGHT,
          DESCENDANT_REACHES_THRESHOLD ->
          INVALID_COMMIT;
    };
  }
}
