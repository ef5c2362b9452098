package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a node.
 *
 * <pre>
 * node    = header partial-key [bitmap] [value] *child
 * header  = kind and count of nibbles; a full count field is followed by more bytes, 255 goes on
 * kind    = 01 leaf / 10 branch / 11 branch with value / 001 leaf, hashed / 0001 branch, hashed
 * partial-key = nibbles packed to bytes, led by a zero nibble if their number is odd
 * bitmap  = u16                             ; branches only, never 0
 * value   = compact *OCTET / 32OCTET        ; in the node / hash of it
 * child   = compact *OCTET                  ; 32: hash of the child, fewer: the child itself
 * </pre>
 *
 * <p>Each node has one encoding only: what decodes encodes to the same bytes.
 *
 * @see <a href="https://spec.polkadot.network/chap-state#sect-state-storage">State storage</a>
 */
final class NodeCodec {
  /** Root of a trie without entries: the hash of one zero byte. */
  static final Hash256 EMPTY_ROOT = Hashing.blake2b256(new byte[1]);

  private enum Kind {
    LEAF(0x40, 0x3f),
    BRANCH(0x80, 0x3f),
    BRANCH_WITH_VALUE(0xc0, 0x3f),
    LEAF_HASHED(0x20, 0x1f),
    BRANCH_HASHED(0x10, 0x0f);

    private final int bits;
    private final int fullCount;

    Kind(int bits, int fullCount) {
      this.bits = bits;
      this.fullCount = fullCount;
    }

    static Kind of(Node node) {
      return switch (node.value()) {
        case null -> BRANCH;
        case Value.Inline inline -> node.isLeaf() ? LEAF : BRANCH_WITH_VALUE;
        case Value.Hashed hashed -> node.isLeaf() ? LEAF_HASHED : BRANCH_HASHED;
      };
    }

    static Kind of(int header, ScaleReader reader) {
      return switch (header >> 4) {
        case 4, 5, 6, 7 -> LEAF;
        case 8, 9, 10, 11 -> BRANCH;
        case 12, 13, 14, 15 -> BRANCH_WITH_VALUE;
        case 2, 3 -> LEAF_HASHED;
        case 1 -> BRANCH_HASHED;
        default -> throw reader.malformed("no trie node: header " + header);
      };
    }

    boolean isLeaf() {
      return this == LEAF || this == LEAF_HASHED;
    }
  }

  private NodeCodec() {}

  static byte[] encode(Node node) {
    var writer = new ScaleWriter(128);
    writeHeader(writer, Kind.of(node), node.path().length);
    writePath(writer, node.path());
    if (!node.isLeaf()) {
      writer.u16(node.bitmap());
    }
    switch (node.value()) {
      case null -> {}
      case Value.Inline inline -> inline.bytes().write(writer);
      case Value.Hashed hashed -> writer.bytes(hashed.hash().bytes());
    }
    for (TrieRef child : node.children()) {
      writer.byteVec(child.reference());
    }
    return writer.toByteArray();
  }

  /** Hash of the trie below {@code root}; that of the root node even where it is short. */
  static Hash256 rootHash(@Nullable TrieRef root) {
    if (root == null) {
      return EMPTY_ROOT;
    }
    byte[] reference = root.reference();
    return reference.length == Hash256.SIZE ? Hash256.of(reference) : Hashing.blake2b256(reference);
  }

  /**
   * The node that fills {@code encoding}; children that are not inline stay unloaded.
   *
   * @throws MalformedScale if the bytes are no node, end early, are left over, or have a zero that
   *     is not zero; the empty trie's single byte is no node either
   */
  static Node decode(byte[] encoding) {
    return ScaleReader.decodeAll(encoding, NodeCodec::read);
  }

  private static Node read(ScaleReader reader) {
    int header = reader.u8();
    Kind kind = Kind.of(header, reader);
    byte[] path = readPath(reader, readCount(reader, header & kind.fullCount, kind.fullCount));
    int bitmap = kind.isLeaf() ? 0 : reader.u16();
    if (bitmap == 0 && !kind.isLeaf()) {
      throw reader.malformed("a branch without a child");
    }
    Value value =
        switch (kind) {
          case BRANCH -> null;
          case LEAF, BRANCH_WITH_VALUE -> new Value.Inline(Bytes.of(reader.byteVec()));
          case LEAF_HASHED, BRANCH_HASHED -> new Value.Hashed(Hash256.read(reader), null);
        };
    TrieRef[] children = new TrieRef[Integer.bitCount(bitmap)];
    for (int i = 0; i < children.length; i++) {
      children[i] = readChild(reader);
    }
    return Node.branch(path, value, bitmap, children);
  }

  private static TrieRef readChild(ScaleReader reader) {
    byte[] child = reader.byteVec();
    if (child.length > Hash256.SIZE) {
      throw reader.malformed("a child of " + child.length + " bytes in its parent");
    }
    // An inline child is shorter than its parent, so 31 bytes bound how deep this goes.
    return child.length == Hash256.SIZE ? new TrieRef.Unloaded(Hash256.of(child)) : decode(child);
  }

  private static void writeHeader(ScaleWriter writer, Kind kind, int count) {
    if (count < kind.fullCount) {
      writer.u8(kind.bits | count);
      return;
    }
    writer.u8(kind.bits | kind.fullCount);
    int rest = count - kind.fullCount;
    for (; rest >= 255; rest -= 255) {
      writer.u8(255);
    }
    writer.u8(rest);
  }

  private static int readCount(ScaleReader reader, int field, int fullCount) {
    int count = field;
    int more = field == fullCount ? 255 : 0;
    while (more == 255) {
      more = reader.u8();
      count += more;
      if (count / 2 > reader.remaining()) {
        throw reader.malformed("a partial key of " + count + " nibbles");
      }
    }
    return count;
  }

  private static void writePath(ScaleWriter writer, byte[] path) {
    byte[] packed = new byte[(path.length + 1) / 2];
    int padding = path.length % 2;
    for (int i = 0; i < path.length; i++) {
      int at = i + padding;
      packed[at / 2] |= (byte) (path[i] << (at % 2 == 0 ? 4 : 0));
    }
    writer.bytes(packed);
  }

  private static byte[] readPath(ScaleReader reader, int count) {
    byte[] nibbles = Nibbles.of(reader.bytes((count + 1) / 2));
    if (count % 2 == 0) {
      return nibbles;
    }
    if (nibbles[0] != 0) {
      throw reader.malformed("a padding nibble of " + nibbles[0]);
    }
    return Arrays.copyOfRange(nibbles, 1, nibbles.length);
  }
}
