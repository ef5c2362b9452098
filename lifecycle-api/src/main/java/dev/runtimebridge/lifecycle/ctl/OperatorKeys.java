package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.ctl.inventory.Declaration;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredOperator;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredOperator.SecretPlace;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredPool;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.OperatorSecrets;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.InvalidAddress;
import dev.runtimebridge.substrate.key.Ss58;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets of the operators of one declaration, read once from where they are kept. */
final class OperatorKeys {
  private static final int GENERIC = 42;

  private final Ctl ctl;
  private final Map<Long, OperatorSecret> secrets = new HashMap<>();

  OperatorKeys(Ctl ctl) {
    this.ctl = ctl;
  }

  /** One spelling for an address of any network; what is none stays. */
  static String usual(String address) {
    try {
      return Ss58.encode(Ss58.decode(address).account(), Ss58.PHALA);
    } catch (InvalidAddress e) {
      return address;
    }
  }

  /**
   * The same declaration with the account of each operator whose secret can be read, so that it can
   * be compared with what is there.
   */
  Declaration opened(Declaration wanted, Path folder) {
    List<DeclaredPool> pools =
        wanted.pools().stream()
            .map(
                pool ->
                    new DeclaredPool(
                        pool.pid(),
                        pool.name(),
                        pool.syncOnly(),
                        pool.operator().map(operator -> opened(pool.pid(), operator, folder))))
            .toList();
    return new Declaration(pools, wanted.workers());
  }

  /** Asks for the secret of a pool's operator that is kept nowhere; empty if nobody gives it. */
  boolean ask(long pid, DeclaredOperator operator) {
    if (secrets.containsKey(pid)) {
      return true;
    }
    if (!ctl.secrets().isAsked()) {
      return false;
    }
    String typed =
        ctl.secrets()
            .ask(
                "Secret of %s, who signs for pool %d (Enter to leave it out): "
                    .formatted(operator.account().orElse("the operator"), pid));
    if (typed.isBlank()) {
      return false;
    }
    keep(pid, OperatorSecret.ofText(typed), operator);
    return true;
  }

  /** What names the operator of a pool whose secret is here. */
  SetPoolOperatorRequest.Builder request(long pid, DeclaredOperator operator) {
    var request = SetPoolOperatorRequest.newBuilder().setPid(pid);
    OperatorSecret secret = secrets.get(pid);
    if (secret == null) {
      throw new IllegalStateException("no secret of pool " + pid);
    }
    secret.fill(request);
    operator.proxied().ifPresent(address -> request.setProxied(generic(address)));
    operator.account().ifPresent(address -> request.setExpectedAccount(generic(address)));
    return request;
  }

  private DeclaredOperator opened(long pid, DeclaredOperator operator, Path folder) {
    Optional<String> proxied = operator.proxied().map(OperatorKeys::usual);
    Optional<String> named = operator.account().map(OperatorKeys::usual);
    if (operator.secret().isEmpty()) {
      return new DeclaredOperator(named, proxied, operator.secret());
    }
    String account = keep(pid, read(operator.secret().get(), folder), operator);
    return new DeclaredOperator(Optional.of(account), proxied, operator.secret());
  }

  private String keep(long pid, OperatorSecret secret, DeclaredOperator operator) {
    var request = SetPoolOperatorRequest.newBuilder();
    secret.fill(request);
    String account =
        switch (OperatorSecrets.account(request.build())) {
          case Checked.Valid<AccountId>(AccountId valid) -> Ss58.encode(valid, Ss58.PHALA);
          case Checked.Refused<AccountId>(var refusal) ->
              throw CtlFailure.refused(
                  "the operator of pool %d cannot be read: %s".formatted(pid, refusal.sentence()));
        };
    operator
        .account()
        .map(OperatorKeys::usual)
        .filter(wanted -> !wanted.equals(account))
        .ifPresent(
            wanted -> {
              throw CtlFailure.refused(
                  "the secret for pool %d belongs to %s: expected that of %s"
                      .formatted(pid, account, wanted));
            });
    secrets.put(pid, secret);
    return account;
  }

  private OperatorSecret read(SecretPlace place, Path folder) {
    return switch (place) {
      case SecretPlace.SecretFile(String path) ->
          OperatorSecret.ofText(ctl.secrets().line(folder.resolve(path)));
      case SecretPlace.SecretVariable(String name) -> OperatorSecret.ofText(variable(name));
      case SecretPlace.KeyFile(String path, Optional<SecretPlace> password) ->
          new OperatorSecret.File(
              ctl.secrets().file(folder.resolve(path)),
              password.map(it -> password(it, folder)).orElse(""));
    };
  }

  private String password(SecretPlace place, Path folder) {
    return switch (place) {
      case SecretPlace.SecretFile(String path) -> ctl.secrets().line(folder.resolve(path));
      case SecretPlace.SecretVariable(String name) -> variable(name);
      case SecretPlace.KeyFile file ->
          throw new IllegalStateException("a password is in no key file: " + file);
    };
  }

  private String variable(String name) {
    return ctl.variable(name)
        .orElseThrow(
            () ->
                CtlFailure.refused(
                    "the variable %s is not set: expected an operator's secret".formatted(name)));
  }

  /** The form of an address that every network takes. */
  private static String generic(String address) {
    try {
      return Ss58.encode(Ss58.decode(address).account(), GENERIC);
    } catch (InvalidAddress e) {
      return address;
    }
  }
}
