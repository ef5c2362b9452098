package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.rpc.RpcException;
import dev.runtimebridge.devnet.rpc.RpcModule;
import dev.runtimebridge.devnet.rpc.RpcParams;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Methods of {@code pha_}. A real node runs the blocks again for them, so it needs the parent's
 * state and the body of each.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phala-node-rpc-ext/src/storage_changes.rs">storage_changes.rs</a>
 */
final class PhalaRpc {
  private static final int PHALA_ERROR = 10_000;
  private static final long MAX_BLOCKS = 10_000;

  private final NodeView view;

  private PhalaRpc(NodeView view) {
    this.view = view;
  }

  static void addTo(RpcModule.Builder methods, NodeView view) {
    var phala = new PhalaRpc(view);
    methods
        .method("pha_getStorageChanges", phala::changes)
        .method("pha_getStorageChangesWithRoot", phala::changesWithRoot)
        .method("pha_getStorageChangesAt", phala::changesAt);
  }

  private Object changes(RpcParams params) throws RpcException {
    List<Object> answers = new ArrayList<>();
    var bound = new AnswerBound();
    for (Block block : range(params)) {
      answers.add(json(changesOf(block), bound));
    }
    return answers;
  }

  private Object changesWithRoot(RpcParams params) throws RpcException {
    List<Object> answers = new ArrayList<>();
    var bound = new AnswerBound();
    for (Block block : range(params)) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("changes", json(changesOf(block), bound));
      List<Integer> root = new ArrayList<>();
      for (byte each : block.header().stateRoot().bytes()) {
        root.add(each & 0xff);
      }
      answer.put("stateRoot", root);
      answers.add(answer);
    }
    return answers;
  }

  private Object changesAt(RpcParams params) throws RpcException {
    Block block = known(params.hash(0));
    mustHave(block);
    return Hex.encode(changesOf(block).encode());
  }

  private List<Block> range(RpcParams params) throws RpcException {
    Block from = known(params.hash(0));
    Block to = known(params.hash(1));
    if (to.number() < from.number()) {
      throw new RpcException(
          PHALA_ERROR, "Invalid block range: " + from.number() + " to " + to.number());
    }
    if (to.number() - from.number() > MAX_BLOCKS) {
      throw new RpcException(PHALA_ERROR, "Resource limited, Too large number of blocks.");
    }
    List<Block> blocks = new ArrayList<>();
    for (long number = from.number(); number <= to.number(); number++) {
      Block block = view.block(number).orElseThrow();
      mustHave(block);
      blocks.add(block);
    }
    return blocks;
  }

  private Block known(Optional<Hash256> hash) throws RpcException {
    return view.find(hash)
        .orElseThrow(
            () ->
                new RpcException(PHALA_ERROR, "Header not found for block " + hash.orElseThrow()));
  }

  private void mustHave(Block block) throws RpcException {
    String doing = "Error occurred while processing the block " + block.hash() + ": ";
    if (view.forgot(block.number())) {
      throw new RpcException(PHALA_ERROR, doing + "block body not found");
    }
    if (block.number() > 0 && view.forgot(block.number() - 1)) {
      Hash256 parent = block.header().parentHash();
      throw new RpcException(PHALA_ERROR, doing + "State already discarded for " + parent);
    }
  }

  private StorageChanges changesOf(Block block) {
    StorageChanges truth = block.changes();
    if (!view.faults().wrongStorageChanges()) {
      return truth;
    }
    List<Change> main = new ArrayList<>(truth.main());
    int middle = main.size() / 2;
    Change altered = main.get(middle);
    byte[] value = altered.value().map(Bytes::toByteArray).orElse(new byte[1]);
    byte[] other = Arrays.copyOf(value, value.length + 1);
    main.set(middle, Change.put(altered.key(), Bytes.of(other)));
    return new StorageChanges(main, truth.child());
  }

  private static Map<String, Object> json(StorageChanges changes, AnswerBound bound)
      throws RpcException {
    List<List<Object>> child = new ArrayList<>();
    for (StorageChanges.ChildChanges each : changes.child()) {
      bound.add(each.storageKey());
      child.add(List.of(each.storageKey().hex(), json(each.changes(), bound)));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mainStorageChanges", json(changes.main(), bound));
    json.put("childStorageChanges", child);
    return json;
  }

  private static List<List<@Nullable String>> json(List<Change> changes, AnswerBound bound)
      throws RpcException {
    List<List<@Nullable String>> json = new ArrayList<>(changes.size());
    for (Change change : changes) {
      bound.add(change.key());
      bound.add(change.value().orElse(Bytes.EMPTY));
      json.add(Arrays.asList(change.key().hex(), change.value().map(Bytes::hex).orElse(null)));
    }
    return json;
  }
}
