package dev.runtimebridge.submitter.port;

import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.LowWater;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The topic {@code tx.events}, which only one submitter writes at a time. One thread uses it.
 *
 * <p>After a {@link JournalException} it has to be {@linkplain #open opened} again, and everything
 * that was built from it is built anew.
 */
public interface Journal extends AutoCloseable {

  /**
   * An event in its place.
   *
   * @param offset grows from event to event, not always by one
   */
  record Entry(long offset, JournalEvent event) {}

  /**
   * An event as it is written.
   *
   * @param id unique
   * @param time when it was written
   */
  record Stamped(String id, Instant time, JournalEvent event) {}

  /**
   * Waits until no other submitter gives a sign of life, so that two of them do not shut each other
   * out in turn. Returns at once where there is none.
   */
  void awaitTurn() throws JournalException, InterruptedException;

  /**
   * Shuts out every older submitter, then gives {@code replay} each event from the low-water mark
   * to the end, in order.
   *
   * @return the mark, {@link LowWater#BEGINNING} if there is none
   */
  LowWater open(Consumer<Entry> replay) throws JournalException, InterruptedException;

  /**
   * Adds events, all or none; returns once they are durable.
   *
   * @return the same events in their places
   */
  List<Entry> append(List<Stamped> events) throws JournalException, InterruptedException;

  /**
   * Remembers that nothing before {@code mark} is needed again. May be lost: an older mark only
   * costs time.
   */
  void mark(LowWater mark) throws JournalException, InterruptedException;

  @Override
  void close();
}
