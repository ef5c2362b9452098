package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.RuntimeVersion;
import dev.runtimebridge.submitter.pipeline.ChainRuntime.UnusableRuntime;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.LinkedHashMap;
import java.util.Map;

/** The runtimes of the last blocks; their metadata is read once for each spec version. */
final class Runtimes {
  private static final int KEPT = 4;

  private final Nodes nodes;
  private final ChainRuntime.Source source;
  private final Map<RuntimeVersion, ChainRuntime> known =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RuntimeVersion, ChainRuntime> eldest) {
          return size() > KEPT;
        }
      };

  Runtimes(Nodes nodes, ChainRuntime.Source source) {
    this.nodes = nodes;
    this.source = source;
  }

  /** The runtime that stands after {@code block} and executes its children. */
  ChainRuntime after(Hash256 block) throws NoNodeLeft, UnusableRuntime, InterruptedException {
    RuntimeVersion version = nodes.ask(node -> node.runtimeVersion(block));
    ChainRuntime found = known.get(version);
    if (found == null) {
      Bytes metadata = nodes.ask(node -> node.metadata(block));
      found = source.read(version, nodes.genesis(), metadata);
      known.put(version, found);
    }
    return found;
  }
}
