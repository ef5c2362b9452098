package dev.runtimebridge.schemas.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicTableTest {
  private static final Path TABLE = Path.of("..", "docs", "topics.md");

  /** Writes the table anew, then fails if it was not up to date: commit it and run again. */
  @Test
  void shouldKeepTheTableInTheDocsUpToDate() throws IOException {
    String expected = table(TopicCatalogue.of("bridge", 8));
    String found = Files.exists(TABLE) ? Files.readString(TABLE) : "";
    if (!found.equals(expected)) {
      Files.writeString(TABLE, expected);
    }
    assertEquals(expected, found, "docs/topics.md was written anew; commit it");
  }

  private static String table(TopicCatalogue topics) {
    var text =
        new StringBuilder(
            """
            # Topics

            Written by `TopicTableTest` from `TopicCatalogue`, for the prefix `bridge` and 8 worker partitions.

            | topic | key | value | partitions | kept | largest record |
            |---|---|---|---|---|---|
            """);
    for (Topic<?> topic : topics.all()) {
      text.append(
          "| `%s` | %s | `%s` | %d | %s | %d MiB |%n"
              .formatted(
                  topic.name(),
                  topic.keyMeaning(),
                  topic.valueName(),
                  topic.partitions(),
                  topic.retention(),
                  topic.maxMessageBytes() >> 20));
    }
    return text.toString();
  }
}
