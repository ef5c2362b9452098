package dev.runtimebridge.dispatch.domain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 of a seed and an id: the first 16 bytes of the seed are the key, the message is the
 * other 16 and then the id. It was chosen because it is defined by additions, rotations and XOR of
 * 64-bit words, has public test vectors, and is fast on short ids.
 *
 * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">Aumasson and Bernstein, SipHash: a
 *     fast short-input PRF</a>
 */
final class SipHash {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // The state after the seed, the same for all ids.
  private final long a;
  private final long b;
  private final long c;
  private final long d;

  SipHash(Seed seed) {
    var state = new State();
    state.a = seed.first() ^ 0x736f6d6570736575L;
    state.b = seed.second() ^ 0x646f72616e646f6dL;
    state.c = seed.first() ^ 0x6c7967656e657261L;
    state.d = seed.second() ^ 0x7465646279746573L;
    state.absorb(seed.third());
    state.absorb(seed.fourth());
    a = state.a;
    b = state.b;
    c = state.c;
    d = state.d;
  }

  /** 64 bits for this id. */
  long hash(byte[] id) {
    var state = new State();
    state.a = a;
    state.b = b;
    state.c = c;
    state.d = d;
    int whole = id.length & ~7;
    for (int at = 0; at < whole; at += 8) {
      state.absorb((long) WORD.get(id, at));
    }
    long last = (long) (id.length + Seed.LENGTH / 2) << 56;
    for (int at = whole; at < id.length; at++) {
      last |= (id[at] & 0xFFL) << (8 * (at - whole));
    }
    state.absorb(last);
    state.c ^= 0xFF;
    for (int round = 0; round < 4; round++) {
      state.round();
    }
    return state.a ^ state.b ^ state.c ^ state.d;
  }

  private static final class State {
    private long a;
    private long b;
    private long c;
    private long d;

    private void absorb(long word) {
      d ^= word;
      round();
      round();
      a ^= word;
    }

    private void round() {
      a += b;
      b = Long.rotateLeft(b, 13) ^ a;
      a = Long.rotateLeft(a, 32);
      c += d;
      d = Long.rotateLeft(d, 16) ^ c;
      a += d;
      d = Long.rotateLeft(d, 21) ^ a;
      c += b;
      b = Long.rotateLeft(b, 17) ^ c;
      c = Long.rotateLeft(c, 32);
    }
  }
}
