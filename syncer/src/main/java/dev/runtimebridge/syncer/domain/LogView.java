package dev.runtimebridge.syncer.domain;

import java.util.List;

/** The part of the log that a plan looks at. */
public interface LogView {
  /** How far the log is; it does not change during one plan. */
  Reach reach();

  /** The marks of the relay-chain headers from {@code from} up to and with {@code to}. */
  List<RelayMark> relayMarks(long from, long to);
}
