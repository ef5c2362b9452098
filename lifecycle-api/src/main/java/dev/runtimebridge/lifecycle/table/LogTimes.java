package dev.runtimebridge.lifecycle.table;

import com.google.protobuf.Timestamp;
import java.util.Comparator;

/** Times of records. */
final class LogTimes {
  /** The earlier first; what is no time at all has its place too. */
  static final Comparator<Timestamp> ORDER =
      Comparator.comparingLong(Timestamp::getSeconds).thenComparingInt(Timestamp::getNanos);

  private LogTimes() {}
}
