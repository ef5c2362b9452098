package dev.runtimebridge.devnet.worker;

/** What a worker finds on its disk when it starts again. */
public enum RestartFrom {
  /** The last checkpoint that it wrote; nothing if it has none. */
  NEWEST_CHECKPOINT,
  /** The checkpoint before the last one, as if the last had been broken; nothing if it has none. */
  OLDER_CHECKPOINT,
  /** Nothing: the checkpoints are lost, so it has to be initialised anew. */
  NOTHING
}
