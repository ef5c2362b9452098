package dev.runtimebridge.substrate.extrinsic;

/** The runtime wants something signed of which nothing is known here. */
public final class UnsupportedExtension extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String extension;

  UnsupportedExtension(String extension, String why) {
    super("signed extension " + extension + " " + why);
    this.extension = extension;
  }

  /** Name of the extension. */
  public String extension() {
    return extension;
  }
}
