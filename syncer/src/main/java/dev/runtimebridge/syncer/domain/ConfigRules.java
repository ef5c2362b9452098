package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may be said of pools and workers; a fault names the value and what is expected. */
final class ConfigRules {
  private static final int MAX_NAME = 100;
  private static final int ACCOUNT_BYTES = 32;
  private static final Pattern STAKE = Pattern.compile("[0-9]{1,39}");

  private ConfigRules() {}

  static Optional<String> fault(PoolConfig config) {
    return nameFault(config.name());
  }

  static Optional<String> fault(WorkerConfig config) {
    return nameFault(config.name())
        .or(() -> endpointFault(config.endpoint()))
        .or(() -> stakeFault(config.stake()));
  }

  static Optional<String> fault(PoolOperator operator) {
    return accountFault("operator", operator.account())
        .or(() -> operator.proxied().flatMap(account -> accountFault("owner", account)))
        .or(
            () ->
                operator.secret().ciphertext().isEmpty()
                    ? Optional.of("the operator comes without its sealed secret")
                    : Optional.empty());
  }

  private static Optional<String> accountFault(String whose, Bytes account) {
    return account.length() == ACCOUNT_BYTES
        ? Optional.empty()
        : Optional.of(
            "the %s's account has %d bytes; %d are expected"
                .formatted(whose, account.length(), ACCOUNT_BYTES));
  }

  private static Optional<String> nameFault(String name) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      return Optional.of(
          "the name \"%s\" has %d characters; 1 to %d are expected"
              .formatted(shortened(name), name.strip().length(), MAX_NAME));
    }
    return name.chars().anyMatch(Character::isISOControl)
        ? Optional.of("the name has control characters, which a name must not")
        : Optional.empty();
  }

  private static Optional<String> endpointFault(String endpoint) {
    try {
      URI uri = new URI(endpoint);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        return Optional.empty();
      }
    } catch (URISyntaxException e) {
      return Optional.of(
          "the endpoint \"%s\" is no address: %s".formatted(shortened(endpoint), e.getReason()));
    }
    return Optional.of(
        "the endpoint \"%s\" is no base address of a pRuntime, such as http://10.0.0.5:8000"
            .formatted(shortened(endpoint)));
  }

  private static Optional<String> stakeFault(String stake) {
    return stake.isEmpty() || STAKE.matcher(stake).matches()
        ? Optional.empty()
        : Optional.of(
            "the stake \"%s\" is no whole number of the token's smallest units"
                .formatted(shortened(stake)));
  }

  private static String shortened(String text) {
    return text.length() <= MAX_NAME ? text : text.substring(0, MAX_NAME) + "…";
  }
}
