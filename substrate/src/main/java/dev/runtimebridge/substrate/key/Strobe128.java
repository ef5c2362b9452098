package dev.runtimebridge.substrate.key;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The part of STROBE-128/1600 that Merlin uses. For one thread at a time.
 *
 * @see <a href="https://strobe.sourceforge.io/specs/">STROBE v1.0.2, sections 4 to 7</a>
 */
final class Strobe128 implements AutoCloseable {
  private static final int RATE = 166;

  private static final int INBOUND = 1;
  private static final int APPLICATION = 1 << 1;
  private static final int CIPHER = 1 << 2;
  private static final int META = 1 << 4;

  private final byte[] state;
  private int position;
  private int begin;

  private Strobe128(byte[] state, int position, int begin) {
    this.state = state;
    this.position = position;
    this.begin = begin;
  }

  /** A fresh state that belongs to {@code protocol}. */
  static Strobe128 of(String protocol) {
    byte[] state = new byte[Keccak1600.SIZE];
    byte[] start = {1, (byte) (RATE + 2), 1, 0, 1, 96};
    System.arraycopy(start, 0, state, 0, start.length);
    byte[] version = "STROBEv1.0.2".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(version, 0, state, start.length, version.length);
    Keccak1600.permute(state);
    var strobe = new Strobe128(state, 0, 0);
    strobe.metaAd(protocol.getBytes(StandardCharsets.US_ASCII));
    return strobe;
  }

  /** Another one in the same state. */
  Strobe128 copy() {
    return new Strobe128(state.clone(), position, begin);
  }

  /** Absorbs metadata, all {@code parts} as one operation. */
  void metaAd(byte[]... parts) {
    operation(META | APPLICATION);
    for (byte[] part : parts) {
      absorb(part);
    }
  }

  /** Absorbs data that both sides know. */
  void ad(byte[] data) {
    operation(APPLICATION);
    absorb(data);
  }

  /** Replaces part of the state by a key. */
  void key(byte[] key) {
    operation(APPLICATION | CIPHER);
    for (byte b : key) {
      state[position] = b;
      advance();
    }
  }

  /** The next {@code size} pseudorandom bytes. */
  byte[] prf(int size) {
    operation(INBOUND | APPLICATION | CIPHER);
    byte[] out = new byte[size];
    for (int i = 0; i < size; i++) {
      out[i] = state[position];
      state[position] = 0;
      advance();
    }
    return out;
  }

  /** Wipes the state. */
  @Override
  public void close() {
    Arrays.fill(state, (byte) 0);
  }

  private void operation(int flags) {
    byte[] frame = {(byte) begin, (byte) flags};
    begin = position + 1;
    absorb(frame);
    if ((flags & CIPHER) != 0 && position != 0) {
      permute();
    }
  }

  private void absorb(byte[] data) {
    for (byte b : data) {
      state[position] ^= b;
      advance();
    }
  }

  private void advance() {
    position++;
    if (position == RATE) {
      permute();
    }
  }

  private void permute() {
    state[position] ^= (byte) begin;
    state[position + 1] ^= 0x04;
    state[RATE + 1] ^= (byte) 0x80;
    Keccak1600.permute(state);
    position = 0;
    begin = 0;
  }
}
