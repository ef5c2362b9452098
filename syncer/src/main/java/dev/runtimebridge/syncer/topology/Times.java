package dev.runtimebridge.syncer.topology;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;

/** Points in time. */
final class Times {
  private Times() {}

  static Timestamp write(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  static Instant read(Timestamp time) {
    try {
      return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    } catch (DateTimeException | ArithmeticException e) {
      throw new UnreadableRecord("%d seconds are no time".formatted(time.getSeconds()), e);
    }
  }
}
