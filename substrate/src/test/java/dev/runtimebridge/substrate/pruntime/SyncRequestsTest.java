package dev.runtimebridge.substrate.pruntime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.HostileInput;
import dev.runtimebridge.substrate.grandpa.Authority;
import dev.runtimebridge.substrate.grandpa.AuthorityId;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.DigestItem;
import dev.runtimebridge.substrate.header.EngineId;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncRequestsTest {
  private static final Bytes FIRST = header(8);
  private static final Bytes SECOND = header(9);
  private static final Bytes JUSTIFICATION = Bytes.fromHex("0xaabbcc");
  private static final AuthoritySet AUTHORITIES =
      new AuthoritySet(
          5, List.of(new Authority(new AuthorityId(Bytes.fromHex("77".repeat(32))), 1)));
  private static final List<Bytes> PROOF = List.of(Bytes.fromHex("0x80ff"), Bytes.EMPTY);
  private static final Bytes CHANGES =
      Bytes.of(
          new StorageChanges(List.of(Change.put(Bytes.fromHex("aa"), Bytes.EMPTY)), List.of())
              .encode());

  @Test
  void shouldJustifyTheLastHeaderOfABatch() {
    var batch =
        new HeadersToSync(
            List.of(
                new HeaderToSync(FIRST, Optional.empty()),
                new HeaderToSync(SECOND, Optional.of(JUSTIFICATION))));
    String expected = "0x08" + text(FIRST) + "00" + text(SECOND) + "01" + "0caabbcc";
    assertEquals(expected, Hex.encode(batch.encode()));
    assertEquals(batch, HeadersToSync.decode(batch.encode()));
    assertEquals(9, batch.headers().getLast().decodedHeader().number());
    assertArrayEquals(
        batch.encode(), HeadersToSync.encode(arrays(FIRST, SECOND), JUSTIFICATION.toByteArray()));
    HostileInput.mustBeRefused(batch.encode(), HeadersToSync::decode);
  }

  @Test
  void shouldRefuseAJustificationWithoutHeaders() {
    assertThrows(
        IllegalArgumentException.class, () -> HeadersToSync.encode(List.of(), new byte[] {1}));
  }

  @Test
  void shouldPutParachainHeadersInARow() {
    var batch = new ParaHeaders(List.of(FIRST, SECOND));
    assertEquals("0x08" + text(FIRST) + text(SECOND), Hex.encode(batch.encode()));
    assertEquals(batch, ParaHeaders.decode(batch.encode()));
    assertArrayEquals(batch.encode(), ParaHeaders.encode(arrays(FIRST, SECOND)));
    HostileInput.mustBeRefused(batch.encode(), ParaHeaders::decode);
  }

  @Test
  void shouldPutTheProofBehindTheAuthoritySet() {
    var change = new AuthoritySetChange(AUTHORITIES, PROOF);
    assertEquals(
        Hex.encode(AUTHORITIES.encode()) + "08" + "0880ff" + "00", Hex.encode(change.encode()));
    assertEquals(change, AuthoritySetChange.decode(change.encode()));
    HostileInput.mustBeRefused(change.encode(), AuthoritySetChange::decode);
  }

  @Test
  void shouldTellPruntimeWhereToBegin() {
    var genesis = new GenesisBlockInfo(FIRST, AUTHORITIES, PROOF);
    var change = new AuthoritySetChange(AUTHORITIES, PROOF);
    assertEquals(
        "0x" + text(FIRST) + text(Bytes.of(change.encode())), Hex.encode(genesis.encode()));
    assertEquals(genesis, GenesisBlockInfo.decode(genesis.encode()));
    assertEquals(8, genesis.decodedHeader().number());
    HostileInput.mustBeRefused(genesis.encode(), GenesisBlockInfo::decode);
  }

  @Test
  void shouldPutEachBlocksChangesBehindItsHeader() {
    var blocks =
        new Blocks(
            List.of(
                new BlockHeaderWithChanges(FIRST, CHANGES),
                new BlockHeaderWithChanges(SECOND, Bytes.of(StorageChanges.NONE.encode()))));
    assertEquals(
        "0x08" + text(FIRST) + "0404aa010000" + text(SECOND) + "0000", Hex.encode(blocks.encode()));
    assertEquals(blocks, Blocks.decode(blocks.encode()));
    BlockHeaderWithChanges first = blocks.blocks().getFirst();
    assertEquals(8, first.decodedHeader().number());
    assertEquals(Optional.of(Bytes.EMPTY), first.decodedChanges().main().getFirst().value());
    HostileInput.mustBeRefused(blocks.encode(), Blocks::decode);
  }

  @Test
  void shouldEncodeBlocksFromTheirPartsAsReceived() {
    List<byte[]> changes = arrays(CHANGES, CHANGES);
    byte[] encoded = Blocks.encode(arrays(FIRST, SECOND), changes);
    assertArrayEquals(Blocks.decode(encoded).encode(), encoded);
    assertThrows(IllegalArgumentException.class, () -> Blocks.encode(arrays(FIRST), changes));
  }

  private static Bytes header(long number) {
    var seal = new DigestItem.Seal(EngineId.BABE, Bytes.fromHex("0102"));
    return Bytes.of(
        new Header(Hash256.ZERO, number, Hash256.ZERO, Hash256.ZERO, List.of(seal)).encode());
  }

  private static String text(Bytes bytes) {
    return bytes.hex().substring(2);
  }

  private static List<byte[]> arrays(Bytes... all) {
    return Arrays.stream(all).map(Bytes::toByteArray).toList();
  }
}
