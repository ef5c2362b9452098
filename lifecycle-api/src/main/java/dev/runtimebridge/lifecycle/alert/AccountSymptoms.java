package dev.runtimebridge.lifecycle.alert;

import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.Pool;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.table.TransactionTable.Balance;
import dev.runtimebridge.substrate.Bytes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Accounts that will soon be unable to pay. */
final class AccountSymptoms {
  private static final PoolId BEFORE_ALL = new PoolId(0);

  private AccountSymptoms() {}

  static Stream<Symptom> of(Situation situation) {
    Map<Bytes, Set<Long>> poolsOf = new LinkedHashMap<>();
    Iterator<Pool> pools = situation.tables().pools().after(BEFORE_ALL);
    while (pools.hasNext()) {
      Pool pool = pools.next();
      pool.operator()
          .ifPresent(
              operator ->
                  poolsOf
                      .computeIfAbsent(operator.account(), none -> new TreeSet<>())
                      .add(pool.id().pid()));
    }
    return poolsOf.entrySet().stream()
        .flatMap(entry -> low(situation, entry.getKey(), entry.getValue()).stream());
  }

  private static Optional<Symptom> low(Situation situation, Bytes account, Set<Long> pids) {
    String address = situation.addresses().text(account);
    return situation
        .tables()
        .transactions()
        .balance(account)
        .filter(Balance::low)
        .map(
            balance ->
                new Symptom(
                    Rule.OPERATOR_BALANCE_LOW,
                    address,
                    address,
                    address,
                    Optional.empty(),
                    pids,
                    situation.tables().onsets().lowSince(account).orElse(situation.now()),
                    "%s, operator of %s %s, has %s PHA left"
                        .formatted(
                            address,
                            pids.size() == 1 ? "pool" : "pools",
                            pids.stream()
                                .map(Long::toUnsignedString)
                                .collect(Collectors.joining(", ")),
                            PhaAmount.inPha(balance.free())),
                    Rule.OPERATOR_BALANCE_LOW.advice()));
  }
}
