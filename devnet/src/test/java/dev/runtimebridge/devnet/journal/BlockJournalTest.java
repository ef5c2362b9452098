package dev.runtimebridge.devnet.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.journal.JournalEntry.MadeBlock;
import dev.runtimebridge.devnet.journal.JournalEntry.UpgradePlanned;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockJournalTest {
  private static final JournalEntry PLAN = new UpgradePlanned(77);
  private static final JournalEntry BLOCK =
      new MadeBlock(
          4, 1, true, Hashing.blake2b256(new byte[] {4}), List.of(Bytes.utf8("a"), Bytes.EMPTY));

  @TempDir private Path folder;

  @Test
  void shouldHoldWhatWasAddedInItsOrder() {
    write(PLAN, BLOCK);
    write(PLAN);

    assertEquals(List.of(PLAN, BLOCK, PLAN), read());
  }

  @Test
  void shouldForgetALastEntryThatWasCutAnywhere() throws Exception {
    write(PLAN);
    int whole = (int) Files.size(file());
    write(BLOCK);
    byte[] written = Files.readAllBytes(file());
    for (int length = whole; length < written.length; length++) {
      Files.write(file(), Arrays.copyOf(written, length));

      assertEquals(List.of(PLAN), read());
      assertEquals(whole, Files.size(file()));
    }
  }

  @Test
  void shouldGoOnAfterACutEntry() throws Exception {
    write(PLAN, BLOCK);
    byte[] written = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(written, written.length - 1));
    write(BLOCK, PLAN);

    assertEquals(List.of(PLAN, BLOCK, PLAN), read());
  }

  @Test
  void shouldRefuseToGoOnWithABrokenEntryInTheMiddle() throws Exception {
    write(BLOCK, PLAN);
    byte[] written = Files.readAllBytes(file());
    written[20] ^= 1;
    Files.write(file(), written);

    var error = assertThrows(IllegalStateException.class, this::read);
    assertTrue(error.getMessage().contains(file().toString()), error.getMessage());
  }

  private Path file() {
    return folder.resolve("deep/journal");
  }

  private void write(JournalEntry... entries) {
    try (BlockJournal journal = BlockJournal.open(file())) {
      Arrays.stream(entries).forEach(journal::append);
    }
  }

  private List<JournalEntry> read() {
    try (BlockJournal journal = BlockJournal.open(file())) {
      return journal.found();
    }
  }
}
