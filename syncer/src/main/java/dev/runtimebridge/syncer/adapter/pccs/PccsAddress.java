package dev.runtimebridge.syncer.adapter.pccs;

import java.net.URI;

/** Checks the address of the service before anything is asked of it. */
final class PccsAddress {
  private PccsAddress() {}

  /**
   * The address that paths are put behind, without a slash at its end.
   *
   * @throws IllegalArgumentException if it is none of a web service; user names, which may have a
   *     password beside them, are not repeated
   */
  static String base(URI url) {
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "%s has a user name, a query or a fragment; give it without"
              .formatted(PccsClient.URL_KEY));
    }
    if (!web || url.getHost() == null) {
      throw new IllegalArgumentException(
          "%s is \"%s\"; give an address that begins with https:// or http://"
              .formatted(PccsClient.URL_KEY, url));
    }
    return url.toString().replaceAll("/+$", "");
  }
}
