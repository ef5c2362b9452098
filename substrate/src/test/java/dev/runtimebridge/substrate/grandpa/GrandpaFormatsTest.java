package dev.runtimebridge.substrate.grandpa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.HostileInput;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.DigestItem;
import dev.runtimebridge.substrate.header.EngineId;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrandpaFormatsTest {
  private static final GrandpaJustification JUSTIFICATION =
      VotesByHand.justification(
          List.of(VotesByHand.vote(0, VotesByHand.TARGET), VotesByHand.vote(1, VotesByHand.CHILD)),
          VotesByHand.CHILD);

  @Test
  void shouldSign53BytesForAPrecommit() {
    byte[] payload =
        SignedPrecommit.payload(Hash256.fromHex("ab".repeat(32)), 0x01020304, 5, 0xffL << 56);
    assertEquals(
        "0x01" + "ab".repeat(32) + "04030201" + "0500000000000000" + "00000000000000ff",
        Hex.encode(payload));
    assertEquals(53, payload.length);
  }

  @Test
  void shouldSignAsRfc8032Does() {
    byte[] seed = Hex.decode("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    AuthorityKey key = AuthorityKey.fromSeed(seed);
    assertEquals(
        "0x3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        key.id().bytes().hex());
    assertEquals(
        "0x92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        key.sign(new byte[] {0x72}).hex());
    assertThrows(IllegalArgumentException.class, () -> AuthorityKey.fromSeed(new byte[31]));
  }

  @Test
  void shouldGiveBackAJustification() {
    assertEquals(JUSTIFICATION, GrandpaJustification.decode(JUSTIFICATION.encode()));
    byte[] longer = Arrays.copyOf(JUSTIFICATION.encode(), 1_000);
    assertEquals(JUSTIFICATION, GrandpaJustification.decode(longer));
  }

  @Test
  void shouldBearHostileJustifications() {
    byte[] encoded = JUSTIFICATION.encode();
    HostileInput.truncatedMustBeRefused(encoded, GrandpaJustification::decode);
    String head = "00".repeat(8 + 32 + 4);
    for (String count :
        List.of("feffffff", "03ffffffff", "13ffffffffffffffff", "08", "00feffffff")) {
      byte[] huge = Hex.decode(head + count + "00".repeat(132));
      assertThrows(MalformedScale.class, () -> GrandpaJustification.decode(huge), count);
    }
  }

  @Test
  void shouldGiveBackAFinalityProof() {
    var proof =
        new FinalityProof(
            VotesByHand.TARGET.hash(),
            Bytes.of(JUSTIFICATION.encode()),
            List.of(VotesByHand.TARGET, VotesByHand.CHILD));
    assertEquals(proof, FinalityProof.decode(proof.encode()));
    HostileInput.mustBeRefused(proof.encode(), FinalityProof::decode);
  }

  @Test
  void shouldWriteTheListBeforeTheSetId() {
    AuthorityId id = new AuthorityId(Bytes.fromHex("cd".repeat(32)));
    var set = new AuthoritySet(3, List.of(new Authority(id, 2)));
    assertEquals(
        "0x04" + "cd".repeat(32) + "0200000000000000" + "0300000000000000",
        Hex.encode(set.encode()));
    assertEquals(set, AuthoritySet.decode(set.encode()));
    HostileInput.mustBeRefused(set.encode(), AuthoritySet::decode);
  }

  @Test
  void shouldFindTheFirstScheduledChangeAmongAllLogs() {
    List<Authority> next = VotesByHand.authorities().authorities();
    var change = new ScheduledChange(next, 0);
    var later = new ScheduledChange(next.subList(0, 1), 5);
    var onDisabled = new DigestItem.Consensus(EngineId.GRANDPA, Bytes.fromHex("0300000000"));
    var ofBabe = new DigestItem.Consensus(EngineId.BABE, Bytes.fromHex("0104"));
    Header header = withLogs(ofBabe, onDisabled, change.toDigestItem(), later.toDigestItem());
    assertEquals(change, ScheduledChange.in(header).orElseThrow());
    assertEquals(later, ScheduledChange.in(withLogs(later.toDigestItem())).orElseThrow());
    assertTrue(ScheduledChange.in(withLogs(ofBabe, onDisabled)).isEmpty());
    AuthoritySet following = VotesByHand.authorities().next(later);
    assertEquals(new AuthoritySet(VotesByHand.SET_ID + 1, later.nextAuthorities()), following);
  }

  @Test
  void shouldNotTakeAForcedChangeOrAnEmptyLogForAScheduledOne() {
    var forced = new DigestItem.Consensus(EngineId.GRANDPA, Bytes.fromHex("02" + "00".repeat(9)));
    var empty = new DigestItem.Consensus(EngineId.GRANDPA, Bytes.EMPTY);
    assertTrue(ScheduledChange.in(withLogs(forced, empty)).isEmpty());
  }

  @Test
  void shouldRefuseABrokenScheduledChange() {
    var broken = new DigestItem.Consensus(EngineId.GRANDPA, Bytes.fromHex("0104aabb"));
    assertThrows(MalformedScale.class, () -> ScheduledChange.in(withLogs(broken)));
  }

  @Test
  void shouldRefuseIdsAndSignaturesOfAnotherSize() {
    Bytes short31 = Bytes.fromHex("00".repeat(31));
    assertThrows(IllegalArgumentException.class, () -> new AuthorityId(short31));
    AuthorityId id = VotesByHand.key(0).id();
    assertThrows(
        IllegalArgumentException.class, () -> new SignedPrecommit(Hash256.ZERO, 1, short31, id));
    assertArrayEquals(id.bytes().toByteArray(), VotesByHand.key(0).id().bytes().toByteArray());
  }

  private static Header withLogs(DigestItem... logs) {
    return new Header(Hash256.ZERO, 1, Hash256.ZERO, Hash256.ZERO, List.of(logs));
  }
}
