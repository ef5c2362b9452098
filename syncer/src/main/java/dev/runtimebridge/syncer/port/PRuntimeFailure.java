package dev.runtimebridge.syncer.port;

import dev.runtimebridge.syncer.domain.FailureKind;
import org.jspecify.annotations.Nullable;

/** A call to a worker that failed: what kind of failure, and one sentence for the operator. */
public final class PRuntimeFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  /** A failure of that kind. */
  public PRuntimeFailure(FailureKind kind, String message) {
    this(kind, message, null);
  }

  /** A failure of that kind that another error led to. */
  public PRuntimeFailure(FailureKind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What kind of failure. */
  public FailureKind kind() {
    return kind;
  }
}
