package dev.runtimebridge.fetcher.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.runtimebridge.fetcher.domain.Check.Failed;
import dev.runtimebridge.fetcher.domain.Check.Fault;
import dev.runtimebridge.fetcher.domain.Check.Passed;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderChainTest {
  private static final ChainPoint LAST = new ChainPoint(41, Hash256.ZERO);

  private static EncodedHeader header(long number, Hash256 parent) {
    return EncodedHeader.of(new Header(parent, number, Hash256.ZERO, Hash256.ZERO, List.of()));
  }

  private static List<EncodedHeader> chain(int count) {
    var headers = new ArrayList<EncodedHeader>();
    Hash256 parent = LAST.hash();
    for (int i = 1; i <= count; i++) {
      headers.add(header(LAST.number() + i, parent));
      parent = headers.getLast().hash();
    }
    return headers;
  }

  private static void assertBroken(List<EncodedHeader> headers) {
    Failed<?> failed = assertInstanceOf(Failed.class, HeaderChain.follows(LAST, headers));
    assertEquals(Fault.BROKEN_CHAIN, failed.fault());
  }

  @Test
  void shouldTakeHeadersThatFollow() {
    assertInstanceOf(Passed.class, HeaderChain.follows(LAST, chain(5)));
  }

  @Test
  void shouldRefuseNoHeaders() {
    assertBroken(List.of());
  }

  @Test
  void shouldRefuseAGap() {
    assertBroken(chain(5).subList(1, 5));
  }

  @Test
  void shouldRefuseAnotherParent() {
    List<EncodedHeader> headers = chain(3);
    headers.set(2, header(44, Hash256.ZERO));
    assertBroken(headers);
  }

  @Test
  void shouldRefuseAJustificationThatIsNone() {
    var stretch = new Stretch(chain(3), Bytes.utf8("none"));
    var refused = stretch.verified(new AuthoritySet(0, List.of()));
    Failed<?> failed = assertInstanceOf(Failed.class, refused);
    assertEquals(Fault.BAD_JUSTIFICATION, failed.fault());
  }

  @Test
  void shouldLeaveWhatFollowsACut() {
    var stretch = new Stretch(chain(3), Bytes.EMPTY);
    assertEquals(2, stretch.after(1).orElseThrow().headers().size());
    assertEquals(true, stretch.after(3).isEmpty());
  }
}
