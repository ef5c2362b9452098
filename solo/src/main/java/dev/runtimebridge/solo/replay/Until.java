package dev.runtimebridge.solo.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Up to where a log is replayed. */
sealed interface Until {
  /** Events that happened by then, that moment included. */
  record At(Instant time) implements Until {}

  /**
   * Events of one partition of {@code worker.events} up to an offset, that one included.
   *
   * @param partition -1 for the one that has what is asked for
   */
  record Offset(int partition, long offset) implements Until {
    static final int ANY = -1;
  }

  /** Reads it from the command line. */
  final class Converter implements ITypeConverter<Until> {
    private static final Pattern OFFSET = Pattern.compile("(?:([0-9]{1,9}):)?([0-9]{1,18})");

    @Override
    public Until convert(String text) {
      Matcher offset = OFFSET.matcher(text);
      if (offset.matches()) {
        String partition = offset.group(1);
        return new Offset(
            partition == null ? Offset.ANY : Integer.parseInt(partition),
            Long.parseLong(offset.group(2)));
      }
      try {
        return new At(time(text));
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'%s' is neither a time (2026-11-21T17:00:00Z, or without Z where you are) nor an offset (1234, or PARTITION:1234)"
                .formatted(text));
      }
    }

    private static Instant time(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        return LocalDateTime.parse(text.replace(' ', 'T'))
            .atZone(ZoneId.systemDefault())
            .toInstant();
      }
    }
  }
}
