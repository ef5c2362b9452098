package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.devnet.worker.enclave.RelayHeader.Justification;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.grandpa.ScheduledChange;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.pruntime.AuthoritySetChange;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a worker believes of the relay chain: its last final header and who finalizes the next ones.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/src/light_validation/mod.rs">submit_finalized_headers</a>
 */
public record LightClient(Hash256 lastFinalized, KnownAuthorities authorities) {

  /**
   * What a batch led to.
   *
   * @param client what is believed now; up to 2.1 not always the old belief after a refusal
   * @param refusal the text of the refusal, or nothing
   */
  record Submitted(LightClient client, Optional<String> refusal) {}

  /** Takes in a batch whose headers are known to be a chain. */
  Submitted submit(
      List<RelayHeader> batch,
      Justification justification,
      @Nullable AuthoritySetChange change,
      AuthorityTracking tracking,
      SharedChecks checks,
      LongPredicate refused) {
    if (batch.stream().noneMatch(each -> each.header().parentHash().equals(lastFinalized))) {
      return refuse("invalid ancestry proof");
    }
    RelayHeader last = batch.getLast();
    long number = last.header().number();
    if (refused.test(number)) {
      return refuse(JustificationTexts.INVALID_COMMIT);
    }
    Optional<String> bad = checks.justification(justification, last.hash(), number, authorities);
    if (bad.isPresent()) {
      return refuse(bad.get());
    }
    return switch (tracking) {
      case SCHEDULED_CHANGE -> bySchedule(last, checks);
      case AUTHORITY_SET_CHANGE -> byClaim(last, change);
    };
  }

  private Submitted bySchedule(RelayHeader last, SharedChecks checks) {
    Optional<ScheduledChange> change = scheduledChange(last.header());
    if (change.isEmpty()) {
      return accept(last, authorities);
    }
    if (change.get().delay() != 0) {
      return refuse("scheduled change should not have delay");
    }
    return accept(last, checks.successor(authorities, last.hash(), change.get()));
  }

  private Submitted byClaim(RelayHeader last, @Nullable AuthoritySetChange change) {
    if (change == null) {
      return accept(last, authorities);
    }
    // The header is taken as final before the claim is looked at, and stays so when that fails:
    // the same batch is then refused for its ancestry. So did pRuntime.
    var half = new LightClient(last.hash(), authorities);
    AuthoritySet next = change.authoritySet();
    if (next.setId() != authorities.set().setId() + 1) {
      return half.refuse("unexpected validator set id");
    }
    Optional<String> bad =
        AuthorityProof.refusal(last.header().stateRoot(), change.authorityProof(), next);
    return bad.isPresent() ? half.refuse(bad.get()) : accept(last, KnownAuthorities.of(next));
  }

  private static Optional<ScheduledChange> scheduledChange(Header header) {
    try {
      return ScheduledChange.in(header);
    } catch (MalformedScale error) {
      return Optional.empty();
    }
  }

  private Submitted refuse(String text) {
    return new Submitted(this, Optional.of(text));
  }

  private static Submitted accept(RelayHeader last, KnownAuthorities next) {
    return new Submitted(new LightClient(last.hash(), next), Optional.empty());
  }
}
