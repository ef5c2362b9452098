package dev.runtimebridge.substrate.key;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * NaCl's secretbox, xsalsa20-poly1305: a tag of 16 bytes, then the encrypted bytes.
 *
 * @see <a href="https://nacl.cr.yp.to/secretbox.html">secretbox</a>
 */
final class SecretBox {
  static final int NONCE_SIZE = 24;
  static final int TAG_SIZE = 16;

  /** The first bytes of the key stream are the key of the tag. */
  private static final int TAG_KEY_SIZE = 32;

  private SecretBox() {}

  /** What {@code box} holds, which the caller wipes; empty if the key or the box is wrong. */
  static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] box) {
    if (box.length < TAG_SIZE) {
      return Optional.empty();
    }
    var cipher = new XSalsa20Engine();
    cipher.init(false, new ParametersWithIV(new KeyParameter(key), nonce));
    byte[] tagKey = new byte[TAG_KEY_SIZE];
    cipher.processBytes(tagKey, 0, TAG_KEY_SIZE, tagKey, 0);
    var mac = new Poly1305();
    mac.init(new KeyParameter(tagKey));
    mac.update(box, TAG_SIZE, box.length - TAG_SIZE);
    byte[] tag = new byte[TAG_SIZE];
    mac.doFinal(tag, 0);
    Secrets.wipe(tagKey);
    if (!MessageDigest.isEqual(tag, Arrays.copyOf(box, TAG_SIZE))) {
      return Optional.empty();
    }
    byte[] opened = new byte[box.length - TAG_SIZE];
    cipher.processBytes(box, TAG_SIZE, opened.length, opened, 0);
    return Optional.of(opened);
  }
}
