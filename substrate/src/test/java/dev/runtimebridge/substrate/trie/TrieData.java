package dev.runtimebridge.substrate.trie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Tries and proofs of real chains in {@code ../shared/data}; without it the test is skipped. */
final class TrieData {
  private TrieData() {}

  static Path file(String name) {
    Path folder = Path.of(System.getProperty("shared.data", "../shared/data"));
    Assumptions.assumeTrue(Files.isDirectory(folder), "skipped: no ../shared/data");
    return folder.resolve(name);
  }

  static JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(file(name).toFile());
  }

  /** Entries of a genesis; its older form has them in an array of main trie and child tries. */
  static List<StorageEntry> genesis(String spec) throws IOException {
    JsonNode raw = json("chain-specs/" + spec).at("/genesis/raw");
    List<StorageEntry> entries = new ArrayList<>();
    for (var entry : (raw.isArray() ? raw.get(0) : raw.get("top")).properties()) {
      Bytes value = Bytes.fromHex(entry.getValue().asText());
      entries.add(new StorageEntry(Bytes.fromHex(entry.getKey()), value));
    }
    return entries;
  }

  static Hash256 hash(JsonNode parent, String field) {
    return Hash256.fromHex(parent.get(field).asText());
  }

  static List<Bytes> nodes(JsonNode list) {
    List<Bytes> nodes = new ArrayList<>();
    list.forEach(node -> nodes.add(Bytes.fromHex(node.asText())));
    return nodes;
  }

  /** Nodes of a SCALE {@code Vec<Vec<u8>>}. */
  static List<Bytes> nodes(byte[] encoded) {
    return ScaleReader.decodeAll(encoded, reader -> reader.list(1, Bytes::read));
  }
}
