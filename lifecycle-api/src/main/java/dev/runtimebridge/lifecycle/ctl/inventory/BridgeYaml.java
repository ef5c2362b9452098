package dev.runtimebridge.lifecycle.ctl.inventory;

import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredOperator.SecretPlace;
import dev.runtimebridge.lifecycle.ctl.inventory.YamlTree.Keys;
import dev.runtimebridge.lifecycle.ctl.inventory.YamlTree.Place;
import dev.runtimebridge.lifecycle.ctl.inventory.YamlTree.Text;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.WorkerEndpoint;
import dev.runtimebridge.substrate.key.InvalidAddress;
import dev.runtimebridge.substrate.key.Ss58;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Pools with their workers as YAML. It is read as a tree of places, of which no object is made, so
 * that every fault has its line; secrets can only be named, not written.
 */
public final class BridgeYaml {
  private static final int LARGEST = 16 << 20;
  private static final int DEEPEST = 16;
  private static final Keys DOCUMENT = Keys.of("pools");
  private static final Keys POOL = Keys.of("pid", "name", "sync_only", "operator", "workers");
  private static final Keys WORKER =
      Keys.of("name", "endpoint", "stake", "disabled", "sync_only", "gatekeeper");
  private static final Keys OPERATOR =
      new Keys(
          Set.of(
              "account",
              "proxied",
              "secret_file",
              "secret_env",
              "key_file",
              "password_file",
              "password_env"),
          Set.of(
              "secret", "mnemonic", "seed", "key", "secret_key", "secret_uri", "password", "suri"));

  private final Fields fields = new Fields();
  private final YamlTree tree = new YamlTree(fields);
  private final List<DeclaredPool> pools = new ArrayList<>();
  private final List<DeclaredWorker> workers = new ArrayList<>();

  private BridgeYaml() {}

  /** Reads all of it, or finds all that is wrong. */
  public static Sheet read(String text) {
    return new BridgeYaml().sheet(text);
  }

  private Sheet sheet(String text) {
    try {
      Node root = new Yaml(limits()).compose(new StringReader(text));
      if (root == null) {
        fields.fault(1, "document", "is empty: expected pools");
      } else {
        Map<String, Node> top = tree.mapping(root, "", DOCUMENT);
        tree.items(top.get("pools"), "pools").forEach(this::pool);
        if (!top.containsKey("pools") && fields.faults().isEmpty()) {
          fields.fault(YamlTree.line(root), "pools", "is missing: expected a list of pools");
        }
      }
    } catch (MarkedYAMLException e) {
      long line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1L;
      // Only the problem: the context quotes the document, where a secret might stand.
      fields.fault(line, "document", "is no YAML: " + e.getProblem());
    } catch (YAMLException e) {
      fields.fault(1, "document", "is no YAML that can be read here: " + e.getMessage());
    }
    return Sheet.of(new Declaration(pools, workers), fields.faults());
  }

  private static LoaderOptions limits() {
    var limits = new LoaderOptions();
    limits.setCodePointLimit(LARGEST);
    limits.setNestingDepthLimit(DEEPEST);
    limits.setMaxAliasesForCollections(0);
    limits.setAllowDuplicateKeys(false);
    return limits;
  }

  private void pool(Place place) {
    Map<String, Node> entries = tree.mapping(place.node(), place.path(), POOL);
    Optional<Long> pid =
        tree.text(entries, place, "pid", null)
            .flatMap(it -> fields.pid(it.line(), it.path(), it.text()));
    pid.ifPresent(
        it -> fields.once(YamlTree.line(place.node()), "pid", it.toString(), it.toString()));
    Optional<String> name =
        tree.text(entries, place, "name", null)
            .flatMap(it -> fields.name(it.line(), it.path(), it.text()));
    Optional<Boolean> syncOnly = flag(entries, place, "sync_only");
    Optional<DeclaredOperator> operator =
        Optional.ofNullable(entries.get("operator"))
            .flatMap(node -> operator(new Place(place.path() + ".operator", node)));
    if (fields.faults().isEmpty()) {
      pools.add(
          new DeclaredPool(
              pid.orElseThrow(), name.orElseThrow(), syncOnly.orElse(false), operator));
    }
    tree.items(entries.get("workers"), place.path() + ".workers")
        .forEach(it -> worker(it, pid.orElse(0L)));
  }

  private void worker(Place place, long pid) {
    Map<String, Node> entries = tree.mapping(place.node(), place.path(), WORKER);
    Optional<String> name =
        tree.text(entries, place, "name", null)
            .flatMap(it -> fields.name(it.line(), it.path(), it.text()));
    name.ifPresent(it -> fields.once(YamlTree.line(place.node()), "name", it, it));
    Optional<WorkerEndpoint> endpoint =
        tree.text(entries, place, "endpoint", null)
            .flatMap(it -> fields.endpoint(it.line(), it.path(), it.text()));
    endpoint.ifPresent(
        it -> fields.once(YamlTree.line(place.node()), "endpoint", it.url(), it.normalised()));
    Optional<PhaAmount> stake =
        tree.text(entries, place, "stake", "0")
            .flatMap(it -> fields.stake(it.line(), it.path(), it.text()));
    Optional<Boolean> disabled = flag(entries, place, "disabled");
    Optional<Boolean> syncOnly = flag(entries, place, "sync_only");
    Optional<Boolean> gatekeeper = flag(entries, place, "gatekeeper");
    if (fields.faults().isEmpty()) {
      workers.add(
          new DeclaredWorker(
              name.orElseThrow(),
              endpoint.orElseThrow(),
              pid,
              stake.orElseThrow(),
              disabled.orElse(false),
              syncOnly.orElse(false),
              gatekeeper.orElse(false)));
    }
  }

  private Optional<DeclaredOperator> operator(Place place) {
    Map<String, Node> entries = tree.mapping(place.node(), place.path(), OPERATOR);
    Optional<String> account = address(entries, place, "account");
    Optional<String> proxied = address(entries, place, "proxied");
    Optional<SecretPlace> file =
        tree.optional(entries, place, "secret_file").map(SecretPlace.SecretFile::new);
    Optional<SecretPlace> variable =
        tree.optional(entries, place, "secret_env").map(SecretPlace.SecretVariable::new);
    Optional<SecretPlace> password =
        tree.optional(entries, place, "password_file")
            .<SecretPlace>map(SecretPlace.SecretFile::new)
            .or(
                () ->
                    tree.optional(entries, place, "password_env")
                        .map(SecretPlace.SecretVariable::new));
    Optional<SecretPlace> keyFile =
        tree.optional(entries, place, "key_file")
            .map(path -> new SecretPlace.KeyFile(path, password));
    List<SecretPlace> places =
        Stream.of(file, variable, keyFile).flatMap(Optional::stream).toList();
    if (places.size() > 1) {
      fields.fault(
          YamlTree.line(place.node()),
          place.path(),
          "names more than one secret: expected one of secret_file, secret_env and key_file");
    }
    if (places.isEmpty() && account.isEmpty()) {
      fields.fault(
          YamlTree.line(place.node()),
          place.path(),
          "names nobody: expected secret_file, secret_env or key_file, or at least an account");
    }
    return Optional.of(new DeclaredOperator(account, proxied, places.stream().findFirst()));
  }

  private Optional<String> address(Map<String, Node> entries, Place place, String key) {
    Optional<Text> text =
        entries.containsKey(key) ? tree.text(entries, place, key, null) : Optional.empty();
    text.ifPresent(
        it -> {
          try {
            var _ = Ss58.decode(it.text());
          } catch (InvalidAddress e) {
            fields.fault(it.line(), it.path(), String.valueOf(e.getMessage()));
          }
        });
    return text.map(Text::text);
  }

  private Optional<Boolean> flag(Map<String, Node> entries, Place place, String key) {
    return tree.text(entries, place, key, "false")
        .flatMap(it -> fields.flag(it.line(), it.path(), it.text()));
  }
}
