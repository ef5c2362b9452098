package dev.runtimebridge.lifecycle.table;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.ChainSpeed;
import dev.runtimebridge.schemas.v1.ChainTip;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast blocks of one chain went into the log during the last minute, by the tips' own times.
 */
final class ChainPace {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration APART = Duration.ofMillis(200);
  private static final double PRECISION = 100;

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Time of the sample before the newest. */
  private Instant fixed = Instant.EPOCH;

  private record Sample(Instant time, long published) {}

  synchronized void add(ChainTip tip) {
    if (!tip.hasPublishedNumber() || !tip.hasTime()) {
      return;
    }
    var sample =
        new Sample(instant(tip.getTime()), Integer.toUnsignedLong(tip.getPublishedNumber()));
    Sample newest = samples.peekLast();
    if (newest != null
        && (sample.time().isBefore(newest.time()) || sample.published() < newest.published())) {
      // Another fetcher, with another clock, or another log.
      samples.clear();
    } else if (samples.size() > 1 && Duration.between(fixed, sample.time()).compareTo(APART) < 0) {
      // The samples of a minute are few, however many tips come: the last one moves until it is
      // apart from the one before.
      samples.removeLast();
      newest = samples.peekLast();
    }
    if (newest != null) {
      fixed = newest.time();
    }
    samples.addLast(sample);
    while (samples.size() > 2 && samples.peekFirst().time().isBefore(sample.time().minus(WINDOW))) {
      samples.removeFirst();
    }
  }

  /** The speed as of {@code now}, and how long what {@code tip} has finalized will take at that. */
  synchronized ChainSpeed speed(ChainTip tip, Instant now) {
    ChainSpeed.Builder speed = ChainSpeed.newBuilder();
    if (samples.size() < 2 || samples.getLast().time().isBefore(now.minus(WINDOW))) {
      return speed.build();
    }
    double seconds = seconds(Duration.between(samples.getFirst().time(), samples.getLast().time()));
    long blocks = samples.getLast().published() - samples.getFirst().published();
    if (seconds <= 0 || blocks == 0) {
      return speed.build();
    }
    double perSecond = blocks / seconds;
    speed.setBlocksPerSecond(Math.round(perSecond * PRECISION) / PRECISION);
    long missing = Integer.toUnsignedLong(tip.getFinalizedNumber()) - samples.getLast().published();
    if (missing > 0) {
      speed.setEtaSeconds(Math.ceil(missing / perSecond));
    }
    return speed.build();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / (double) Duration.ofSeconds(1).toNanos();
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
