package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.RuntimeSpec;
import dev.runtimebridge.devnet.rpc.RpcException;
import dev.runtimebridge.devnet.rpc.RpcModule;
import dev.runtimebridge.devnet.rpc.RpcParams;
import dev.runtimebridge.devnet.rpc.RpcSubscription;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a node says of its runtime: version, metadata, and the few runtime calls that ask for the
 * same.
 */
final class RuntimeRpc {
  private static final int METADATA_VERSION = 14;

  private final NodeView view;
  private final Network network;
  private final Map<String, RuntimeCall> more;

  private RuntimeRpc(NodeView view, Network network, Map<String, RuntimeCall> more) {
    this.view = view;
    this.network = network;
    this.more = more;
  }

  /**
   * Adds the methods.
   *
   * @param more runtime calls that only this network's runtime answers
   */
  static void addTo(
      RpcModule.Builder methods, NodeView view, Network network, Map<String, RuntimeCall> more) {
    var runtime = new RuntimeRpc(view, network, more);
    methods.method("state_getMetadata", runtime::metadata);
    for (String name : List.of("state_getRuntimeVersion", "chain_getRuntimeVersion")) {
      methods.method(name, runtime::version);
    }
    for (String name : List.of("state_call", "state_callAt")) {
      methods.method(name, runtime::call);
    }
    for (String prefix : List.of("state", "chain")) {
      methods.subscription(
          prefix + "_subscribeRuntimeVersion",
          prefix + "_unsubscribeRuntimeVersion",
          prefix + "_runtimeVersion",
          params -> runtime.versions());
    }
  }

  private Object metadata(RpcParams params) throws RpcException {
    return network.metadata().apply(view.stateAt(params.hash(0))).hex();
  }

  private Object version(RpcParams params) throws RpcException {
    return versionJson(network.spec().apply(view.stateAt(params.hash(0))));
  }

  private Object call(RpcParams params) throws RpcException {
    Block at = view.stateAt(params.hash(2));
    String function = params.text(0);
    var answer = new ScaleWriter();
    switch (function) {
      case "Metadata_metadata" -> network.metadata().apply(at).write(answer);
      case "Metadata_metadata_versions" -> answer.compact(1).u32(METADATA_VERSION);
      case "Metadata_metadata_at_version" ->
          metadataAt(params.bytes(1), network.metadata().apply(at), answer);
      case "Core_version" -> answer.bytes(network.spec().apply(at).encode());
      default -> callMore(function, at, params.bytes(1), answer);
    }
    return Hex.encode(answer.toByteArray());
  }

  private void callMore(String function, Block at, Bytes input, ScaleWriter answer)
      throws RpcException {
    RuntimeCall call = more.get(function);
    if (call == null) {
      throw new RpcException(
          4003,
          "Client error: Execution failed: Other: Exported method " + function + " is not found");
    }
    try {
      call.answer(at, input, answer);
    } catch (MalformedScale e) {
      throw badInput(e);
    }
  }

  private static RpcException badInput(MalformedScale e) {
    return new RpcException(4003, "Client error: Execution failed: bad input: " + e.getMessage());
  }

  private static void metadataAt(Bytes version, Bytes metadata, ScaleWriter answer)
      throws RpcException {
    try {
      boolean known = ScaleReader.of(version.toByteArray()).u32() == METADATA_VERSION;
      answer.bool(known);
      if (known) {
        metadata.write(answer);
      }
    } catch (MalformedScale e) {
      throw badInput(e);
    }
  }

  private static Map<String, Object> versionJson(RuntimeSpec spec) {
    List<List<Object>> apis = new ArrayList<>();
    spec.apis().forEach((api, version) -> apis.add(List.of(api, version)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("specName", spec.name());
    json.put("implName", spec.name());
    json.put("authoringVersion", 1);
    json.put("specVersion", spec.version());
    json.put("implVersion", 0);
    json.put("apis", apis);
    json.put("transactionVersion", spec.transactionVersion());
    json.put("stateVersion", spec.stateVersion());
    return json;
  }

  /** The version at the best block, whenever it is another one than before. */
  private RpcSubscription.Flow versions() {
    Set<RuntimeSpec> told = new HashSet<>();
    return () -> {
      RuntimeSpec now = network.spec().apply(view.best());
      if (told.contains(now)) {
        return List.of();
      }
      told.clear();
      told.add(now);
      return List.of(versionJson(now));
    };
  }
}
