package dev.runtimebridge.dispatch.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vectors were computed by a second implementation, written from docs/dispatch.md. */
class DrawVectorsTest {
  @Test
  void shouldHashAsTheVectorsSay() throws IOException {
    for (String[] vector : vectors("hash", 28)) {
      byte[] id = HexFormat.of().parseHex(vector[2].equals("-") ? "" : vector[2]);
      long bits = new SipHash(Seed.ofHex(vector[1])).hash(id);
      assertEquals(vector[3], HexFormat.of().toHexDigits(bits), String.join(" ", vector));
      assertEquals(Long.parseLong(vector[4]), WaitingTime.of(bits), String.join(" ", vector));
    }
  }

  /** Of the authors' vectors: a key of 00 to 0f, messages of 00 to 0f and of 00 to 10. */
  @Test
  void shouldHashAsTheAuthorsOfSipHashDo() {
    Seed seed = Seed.ofHex("000102030405060708090a0b0c0d0e0f".repeat(2));
    assertEquals(0x3f2acc7f57c29bdbL, new SipHash(seed).hash(new byte[] {}));
    assertEquals(0x699ae9f52cbe4794L, new SipHash(seed).hash(new byte[] {0x10}));
  }

  @Test
  void shouldWaitAsTheVectorsSay() throws IOException {
    for (String[] vector : vectors("time", 38)) {
      long bits = HexFormat.fromHexDigitsToLong(vector[1]);
      assertEquals(Long.parseLong(vector[2]), WaitingTime.of(bits), String.join(" ", vector));
    }
  }

  @Test
  void shouldDrawAsTheVectorsSay() throws IOException {
    for (String[] vector : vectors("draw", 28)) {
      List<Candidate> candidates =
          list(vector[3]).stream()
              .map(each -> each.split("=", 2))
              .map(each -> new Candidate(each[0], Long.parseLong(each[1])))
              .toList();
      List<Candidate> winners =
          Draw.of(Seed.ofHex(vector[1]), Integer.parseInt(vector[2]), candidates);
      assertEquals(list(vector[4]), winners.stream().map(Candidate::id).toList());
    }
  }

  @Test
  void shouldTakeRootsAsTheVectorsSay() throws IOException {
    for (String[] vector : vectors("root", 26)) {
      var stake = new Stake(Long.parseLong(vector[1]));
      assertEquals(Long.parseLong(vector[2]), Weights.root(stake), String.join(" ", vector));
    }
  }

  private static List<String> list(String field) {
    return field.equals("-") ? List.of() : Arrays.asList(field.split(",", -1));
  }

  private static List<String[]> vectors(String kind, int expected) throws IOException {
    try (InputStream file = DrawVectorsTest.class.getResourceAsStream("/draw-vectors.txt")) {
      List<String[]> vectors =
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.split(" ", -1))
              .filter(fields -> fields[0].equals(kind))
              .toList();
      assertEquals(expected, vectors.size());
      assertTrue(vectors.stream().allMatch(fields -> fields.length > 2));
      return vectors;
    }
  }
}
