package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.ctl.inventory.NameList;
import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.GetPoolRequest;
import dev.runtimebridge.schemas.v1.WorkerRef;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whom an action is for: named workers, those of a file, or those of which something is said. */
final class Chosen {
  @Parameters(paramLabel = "WORKER", arity = "0..*", description = "Names or ids.")
  String @Nullable [] workers;

  @Option(
      names = "--from-file",
      paramLabel = "FILE",
      description =
          "Names, one a line, or a CSV file with a column name; - for the standard input.")
  @Nullable Path file;

  @Option(names = "--all", description = "All workers there are.")
  boolean all;

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @Mixin WorkerFilter filter = new WorkerFilter();

  /** The workers that are meant; asks somebody who sits there before it takes unnamed ones. */
  List<WorkerRef> refs(Ctl ctl, Connection api, String action) {
    long ways =
        Stream.of(workers != null, file != null, all || filter.isGiven())
            .filter(given -> given)
            .count();
    if (ways != 1) {
      throw CtlFailure.wrongUsage(
          ways == 0
              ? "no worker is named: expected names, --from-file, a filter such as --pool, or --all"
              : "workers are named in more than one way: expected names, --from-file, or a filter");
    }
    if (workers != null) {
      return refs(new LinkedHashSet<>(List.of(workers)));
    }
    List<WorkerRef> found = file == null ? matching(api) : refs(NameList.read(text(ctl, file)));
    if (!yes && !found.isEmpty() && ctl.secrets().isAsked()) {
      String question = "%s %s?".formatted(action, Words.count(found.size(), "worker"));
      if (!ctl.secrets().confirm(question)) {
        throw CtlFailure.refused("nothing was done");
      }
    }
    return found;
  }

  private static String text(Ctl ctl, Path file) {
    return new TextInput(ctl).read(file);
  }

  private List<WorkerRef> matching(Connection api) {
    if (filter.pid != null) {
      // A pool that is not there is a mistake, not an empty pool.
      var _ = api.lifecycle().getPool(GetPoolRequest.newBuilder().setPid(filter.pid).build());
    }
    return Pages.workers(api, filter.request().build()).getWorkersList().stream()
        .map(
            worker ->
                WorkerRef.newBuilder().setName(worker.getState().getConfig().getName()).build())
        .toList();
  }

  private static List<WorkerRef> refs(SequencedSet<String> names) {
    return names.stream().map(WorkerCommands::ref).toList();
  }
}
