package dev.runtimebridge.solo.demo;

import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredWorker;
import dev.runtimebridge.lifecycle.ctl.inventory.WorkerCsv;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.WorkerEndpoint;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Workers that nobody has enrolled yet, as files that a newcomer would have: the workers of a pool
 * in CSV, and the secret of who owns the pool.
 *
 * @param folder of the demo
 */
record Newcomers(Path folder, Path workers, Path secret) {
  /** The pool that they are to be in. */
  static final DemoPool POOL = DemoPool.OWNED;

  private static final PhaAmount STAKE =
      new PhaAmount(BigInteger.TEN.pow(12 + 3).multiply(BigInteger.valueOf(3)));

  /** Writes both files into the folder. */
  static Newcomers write(Path folder, List<String> endpoints) throws IOException {
    List<DeclaredWorker> workers =
        IntStream.range(0, endpoints.size())
            .mapToObj(
                index ->
                    new DeclaredWorker(
                        "worker-%04d".formatted(index),
                        new WorkerEndpoint(endpoints.get(index)),
                        POOL.pid(),
                        STAKE,
                        false,
                        false,
                        false))
            .toList();
    Path csv = Files.writeString(folder.resolve("workers.csv"), WorkerCsv.write(workers));
    // A development name that everybody knows; on a real chain this file would be a secret.
    Path secret = Files.writeString(folder.resolve("operator-secret"), POOL.secretUri() + "\n");
    return new Newcomers(folder, csv, secret);
  }

  /** What a newcomer does with them. */
  String instructions(int port) {
    return """
    API: 127.0.0.1:%d, without pools and workers. To have all of them compute:
      ./bridge ctl --data %s pools create %d home --operator-secret-file %s
      ./bridge ctl --data %s workers import %s --wait computing
    """
        .formatted(port, folder, POOL.pid(), secret, folder, workers);
  }
}
