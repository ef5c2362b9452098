package dev.runtimebridge.lifecycle.words;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.schemas.v1.HistoryEntry;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Events as the API tells them: one sentence each, its cause and who asked. */
public final class Histories {
  private final Story story;
  private final Function<String, Optional<Asked>> commands;

  /**
   * Histories in which accounts stand as {@code addresses} writes them, and times in UTC.
   *
   * @param commands the command of an id, if there is one that is known
   */
  public Histories(Addresses addresses, Function<String, Optional<Asked>> commands) {
    this.story = new Story(addresses, ZoneOffset.UTC);
    this.commands = commands;
  }

  /** Events in words, in the order given. */
  public List<HistoryEntry> of(List<WorkerEventRecord> events) {
    return events.stream().map(this::of).toList();
  }

  private HistoryEntry of(WorkerEventRecord event) {
    Optional<Asked> asked = commands.apply(event.getMeta().getCause());
    return HistoryEntry.newBuilder()
        .setSequence(event.getMeta().getSequence())
        .setTime(event.getMeta().getTime())
        .setKind(event.getEventCase().name().toLowerCase(Locale.ROOT))
        .setText(story.happened(event))
        .setCause(event.getMeta().getCause())
        .setCauseText(Causes.of(event, asked))
        .setIssuedBy(asked.map(Asked::issuedBy).orElse(""))
        .build();
  }
}
