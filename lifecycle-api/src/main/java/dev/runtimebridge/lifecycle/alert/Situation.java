package dev.runtimebridge.lifecycle.alert;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.table.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the rules look at.
 *
 * @param tables built from the log
 * @param failedCalls newest calls of their kind, where they have failed
 * @param addresses form in which accounts are shown
 * @param now the time
 */
public record Situation(
    Tables tables, List<Transaction> failedCalls, Addresses addresses, Instant now) {

  /** Copies the list. */
  public Situation {
    failedCalls = List.copyOf(failedCalls);
  }

  /**
   * What only this process knows.
   *
   * @param disk of the data folder, if it could be measured
   * @param logTrouble why the log cannot be read, if it cannot
   * @param deliveries receivers that do not take alerts
   */
  public record Host(Optional<Disk> disk, Optional<Trouble> logTrouble, List<Trouble> deliveries) {
    /** Copies the list. */
    public Host {
      deliveries = List.copyOf(deliveries);
    }
  }

  /**
   * A disk.
   *
   * @param folder on it
   * @param freeBytes that this process may still write
   * @param totalBytes that it holds
   * @param since when it was measured to be as full as it is now
   */
  public record Disk(String folder, long freeBytes, long totalBytes, Instant since) {
    /** How much of it is free, in percent. */
    public double freePercent() {
      return totalBytes <= 0 ? 100 : 100.0 * freeBytes / totalBytes;
    }
  }

  /**
   * Something of this process that does not work.
   *
   * @param name what
   * @param text why, in a few words
   * @param since since when
   */
  public record Trouble(String name, String text, Instant since) {}
}
