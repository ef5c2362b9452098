package dev.runtimebridge.substrate.metadata;

import java.util.List;

/**
 * How the runtime wants its extrinsics.
 *
 * @param version of the format, 4 today
 * @param address type of the sender
 * @param signature type of the signature
 * @param extensions in the order in which they are encoded
 */
public record ExtrinsicFormat(
    int version, int address, int signature, List<SignedExtension> extensions) {

  /** Copies the list. */
  public ExtrinsicFormat {
    extensions = List.copyOf(extensions);
  }
}
