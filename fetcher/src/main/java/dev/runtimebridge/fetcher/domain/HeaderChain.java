package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.fetcher.domain.Check.Fault;
import java.util.List;

/** Headers one after another, each naming the hash of the one before. */
public final class HeaderChain {
  private HeaderChain() {}

  /** Checks that {@code headers} are one or more and follow {@code last} without a gap. */
  public static Check<List<EncodedHeader>> follows(ChainPoint last, List<EncodedHeader> headers) {
    if (headers.isEmpty()) {
      return Check.failed(Fault.BROKEN_CHAIN, "no headers after %s", last);
    }
    ChainPoint before = last;
    for (EncodedHeader header : headers) {
      if (header.number() != before.number() + 1) {
        return Check.failed(
            Fault.BROKEN_CHAIN,
            "header #%d was sent where #%d was expected",
            header.number(),
            before.number() + 1);
      }
      if (!header.header().parentHash().equals(before.hash())) {
        return Check.failed(
            Fault.BROKEN_CHAIN,
            "header %s has parent %s, but #%d is %s",
            header.point(),
            header.header().parentHash(),
            before.number(),
            before.hash());
      }
      before = header.point();
    }
    return new Check.Passed<>(headers);
  }
}
