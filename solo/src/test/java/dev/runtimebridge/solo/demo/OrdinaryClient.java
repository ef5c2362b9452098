package dev.runtimebridge.solo.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A client of Substrate nodes that is not ours, and that reads a chain from its first block. */
final class OrdinaryClient {
  private static final Path SCRIPT =
      Path.of(
          System.getProperty("services.root", "."),
          "devnet/src/test/resources/every-extrinsic.mjs");

  private OrdinaryClient() {}

  /** Every signed extrinsic: its calls, and which of them were misread or signed wrongly. */
  static JsonNode readAll(Path folder, URI para) throws Exception {
    Path out = folder.resolve("every-extrinsic.out");
    Process node =
        new ProcessBuilder(
                "node",
                SCRIPT.toString(),
                RealChain.FOLDER.resolve("node_modules").toString(),
                para.toString())
            .redirectOutput(out.toFile())
            .redirectErrorStream(true)
            .start();
    try {
      assertTrue(node.waitFor(3, TimeUnit.MINUTES), "the client took longer than three minutes");
      assertEquals(0, node.exitValue(), Files.readString(out));
      return new ObjectMapper().readTree(Files.readString(out));
    } finally {
      node.destroyForcibly();
    }
  }
}
