package dev.runtimebridge.fetcher.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedFetchTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 200).boxed().toList();

  @Test
  void shouldHandOnInOrderThoughLaterOnesAreReadyFirst() throws Exception {
    var secondIsReady = new CountDownLatch(1);
    var handedOn = new ArrayList<Integer>();
    new OrderedFetch<Integer, Integer>(4, 1 << 20, any -> 1)
        .run(
            ITEMS,
            item -> {
              if (item == 1) {
                secondIsReady.countDown();
              }
              assertTrue(item != 0 || secondIsReady.await(10, TimeUnit.SECONDS));
              return item;
            },
            handedOn::add);
    assertEquals(ITEMS, handedOn);
  }

  @Test
  void shouldKeepNoMoreThanItsBytes() throws Exception {
    var fetched = new AtomicInteger();
    var handedOn = new AtomicInteger();
    var most = new AtomicInteger();
    new OrderedFetch<Integer, Integer>(50, 40_000, any -> 10_000)
        .run(
            ITEMS,
            item -> {
              int ahead = fetched.incrementAndGet() - handedOn.get();
              most.accumulateAndGet(ahead, Math::max);
              return item;
            },
            item -> handedOn.incrementAndGet());
    // The first estimate is 4 KiB each; once one is seen it is 10 000 bytes.
    assertTrue(most.get() <= 11, "kept " + most.get());
  }

  @Test
  void shouldEndWithTheFirstFailure() {
    var handedOn = new ArrayList<Integer>();
    var failing = new OrderedFetch<Integer, Integer>(4, 1 << 20, any -> 1);
    NoNodeLeft failure =
        assertThrows(
            NoNodeLeft.class,
            () ->
                failing.run(
                    ITEMS,
                    item -> {
                      if (item == 9) {
                        throw new NoNodeLeft("none");
                      }
                      return item;
                    },
                    handedOn::add));
    assertEquals("none", failure.getMessage());
    assertEquals(ITEMS.subList(0, 9), handedOn);
  }
}
