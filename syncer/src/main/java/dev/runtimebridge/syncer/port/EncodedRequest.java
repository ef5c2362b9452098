package dev.runtimebridge.syncer.port;

/**
 * The body of a request to pRuntime, encoded once for all workers that get it. The array is shared
 * and must not be changed.
 */
public final class EncodedRequest {
  private final byte[] body;
  private final long last;

  private EncodedRequest(byte[] body, long last) {
    this.body = body;
    this.last = last;
  }

  /**
   * A request.
   *
   * @param body Protobuf bytes, not copied
   * @param last number of the last header or block in it
   */
  public static EncodedRequest of(byte[] body, long last) {
    return new EncodedRequest(body, last);
  }

  /** The bytes, not copied. */
  public byte[] body() {
    return body;
  }

  /** Number of the last header or block in it. */
  public long last() {
    return last;
  }

  /** Number of bytes. */
  public int size() {
    return body.length;
  }
}
