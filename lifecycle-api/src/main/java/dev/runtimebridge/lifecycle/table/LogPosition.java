package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * How far a topic was read, by partition. As a token it is the same for every instance that reads
 * this log, and after a restart.
 *
 * <pre>
 * token = base64url( %x01 *offset )  ; one for each partition, from 0
 * offset = 8OCTET                    ; next offset, big-endian; 0 where nothing was read
 * </pre>
 */
public final class LogPosition {
  /** Nothing was read. */
  public static final LogPosition START = new LogPosition(new long[0]);

  private static final byte VERSION = 1;
  private static final int MOST_PARTITIONS = 10_000;

  private final long[] next;

  private LogPosition(long[] next) {
    this.next = next;
  }

  /** The position that a token names. */
  public static Checked<LogPosition> parse(String token) {
    if (token.length() <= MOST_PARTITIONS * Long.BYTES) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
        if (bytes.remaining() % Long.BYTES == 1 && bytes.get() == VERSION) {
          long[] next = new long[bytes.remaining() / Long.BYTES];
          bytes.asLongBuffer().get(next);
          return Checked.valid(new LogPosition(next));
        }
      } catch (IllegalArgumentException e) {
        return noToken();
      }
    }
    return noToken();
  }

  /** As callers keep it. */
  public String token() {
    ByteBuffer bytes = ByteBuffer.allocate(1 + next.length * Long.BYTES).put(VERSION);
    bytes.asLongBuffer().put(next);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Whether the record at {@code place} was read. */
  boolean covers(Place place) {
    return place.offset() < next(place.partition());
  }

  /** Whether everything that {@code other} has read was read. */
  boolean covers(LogPosition other) {
    for (int partition = 0; partition < other.next.length; partition++) {
      if (next(partition) < other.next[partition]) {
        return false;
      }
    }
    return true;
  }

  /** The position after the record at {@code place}, if it was not read before. */
  LogPosition after(Place place) {
    if (covers(place)) {
      return this;
    }
    long[] further = Arrays.copyOf(next, Math.max(next.length, place.partition() + 1));
    further[place.partition()] = place.offset() + 1;
    return new LogPosition(further);
  }

  private long next(int partition) {
    return partition < next.length ? next[partition] : 0;
  }

  private static Checked<LogPosition> noToken() {
    return Checked.refused(
        Refusal.Reason.INVALID_VALUE,
        "resume_token is none: expected the resume_token of an earlier view, or nothing");
  }
}
