package dev.runtimebridge.devnet.rpc;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All methods that a node offers.
 *
 * @param methods answers by method name
 * @param subscriptions flows by the name of the method that starts them
 * @param unsubscribes names of the methods that end a flow
 */
public record RpcModule(
    Map<String, RpcMethod> methods,
    Map<String, RpcSubscription> subscriptions,
    Set<String> unsubscribes) {

  /** Copies what it is given. */
  public RpcModule {
    methods = Map.copyOf(methods);
    subscriptions = Map.copyOf(subscriptions);
    unsubscribes = Set.copyOf(unsubscribes);
  }

  /** Every name that can be called, sorted, as {@code rpc_methods} lists them. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(methods.keySet());
    names.addAll(subscriptions.keySet());
    names.addAll(unsubscribes);
    return names;
  }

  /** Gathers methods from several places. */
  public static final class Builder {
    private final Map<String, RpcMethod> methods = new TreeMap<>();
    private final Map<String, RpcSubscription> subscriptions = new TreeMap<>();
    private final Set<String> unsubscribes = new TreeSet<>();

    /** Adds a method. */
    public Builder method(String name, RpcMethod method) {
      methods.put(name, method);
      return this;
    }

    /** Adds a subscription with the method that ends it. */
    public Builder subscription(
        String subscribe, String unsubscribe, String notification, RpcSubscription.Source source) {
      subscriptions.put(subscribe, new RpcSubscription(notification, source));
      unsubscribes.add(unsubscribe);
      return this;
    }

    /** Makes the module. */
    public RpcModule build() {
      return new RpcModule(methods, subscriptions, unsubscribes);
    }
  }
}
