package dev.runtimebridge.substrate.grandpa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.SharedData;
import dev.runtimebridge.substrate.grandpa.Verdict.Invalid;
import dev.runtimebridge.substrate.grandpa.Verdict.Reason;
import dev.runtimebridge.substrate.grandpa.Verdict.Valid;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Justifications of public networks; sources in {@code ../shared/data/grandpa}. */
class RealJustificationsTest {
  @Test
  void shouldVerifyTheJustificationsOfPublicNetworks() throws IOException {
    for (RealJustification real : all()) {
      assertEquals(new Valid(), real.verify(), real.name());
    }
  }

  @Test
  void shouldCountTheVotesThatAreThere() throws IOException {
    assertEquals(199, RealJustification.polkadot().decoded().commit().precommits().size());
    assertEquals(6971, RealJustification.polkadot().decoded().round());
    assertEquals(5, RealJustification.smoldot().decoded().commit().precommits().size());
    assertEquals(439_559, RealJustification.smoldot().decoded().round());
    assertEquals(3, RealJustification.pangolin().decoded().commit().precommits().size());
    JsonNode steps = SharedData.json("vectors/rococo-2022.json").get("steps");
    for (int i = 0; i < steps.size(); i++) {
      GrandpaJustification justification = RealJustification.rococo().get(i).decoded();
      JsonNode expected = steps.get(i).get("verify");
      assertEquals(expected.get("round").asLong(), justification.round());
      assertEquals(expected.get("precommits").asInt(), justification.commit().precommits().size());
      assertEquals(
          Hash256.fromHex(expected.get("target").asText()), justification.commit().targetHash());
    }
  }

  @Test
  void shouldEncodeThemAsTheyCame() throws IOException {
    for (RealJustification real : all()) {
      assertArrayEquals(real.encoded().toByteArray(), real.decoded().encode(), real.name());
    }
  }

  @Test
  void shouldIgnoreBytesBehindAJustification() throws IOException {
    for (RealJustification real : all()) {
      byte[] longer = Arrays.copyOf(real.encoded().toByteArray(), real.encoded().length() + 7);
      assertEquals(real.decoded(), GrandpaJustification.decode(longer));
    }
  }

  @Test
  void shouldRefuseThemUnderTheNextSetId() throws IOException {
    for (RealJustification real : all()) {
      var next = new AuthoritySet(real.authorities().setId() + 1, real.authorities().authorities());
      var asked = new RealJustification(real.name(), real.encoded(), next);
      assertEquals(Reason.BAD_SIGNATURE, assertInstanceOf(Invalid.class, asked.verify()).reason());
    }
  }

  @Test
  void shouldFollowRococoThroughAChangeOfAuthorities() throws IOException {
    JsonNode change = SharedData.json("vectors/rococo-2022-epoch.json");
    Header announcing = Header.decode(SharedData.hex(change.at("/announcing/header")));
    AuthoritySet old = new AuthoritySet(change.at("/announcing/setId").asLong(), List.of());
    AuthoritySet next = old.next(ScheduledChange.in(announcing).orElseThrow());
    assertEquals(RealJustification.authorities(change.get("newSet")), next);
    RealJustification first = RealJustification.rococo().getLast();
    assertEquals(new Valid(), new RealJustification("", first.encoded(), next).verify());
  }

  @Test
  void shouldFindTheSetThatFinalizedTheRococoSeriesInItsFirstHeader() throws IOException {
    JsonNode series = SharedData.json("vectors/rococo-2022.json");
    Header first = Header.decode(SharedData.hex(series.get("firstHeader")));
    ScheduledChange change = ScheduledChange.in(first).orElseThrow();
    assertEquals(0, change.delay());
    assertEquals(RealJustification.authorities(series).authorities(), change.nextAuthorities());
    for (JsonNode step : series.get("steps")) {
      for (JsonNode header : step.get("headers")) {
        assertTrue(ScheduledChange.in(Header.decode(SharedData.hex(header))).isEmpty());
      }
    }
  }

  @Test
  void shouldHoldTheSignaturesOfACommitFromGossip() throws IOException {
    ScaleReader reader = ScaleReader.of(SharedData.bytes("grandpa/smoldot.commit"));
    long round = reader.u64();
    long setId = reader.u64();
    Hash256 target = Hash256.read(reader);
    long number = reader.u32();
    record Vote(Hash256 hash, long number) {}
    record Signed(Bytes signature, AuthorityId id) {}
    List<Vote> votes = reader.list(36, in -> new Vote(Hash256.read(in), in.u32()));
    List<Signed> signed =
        reader.list(96, in -> new Signed(Bytes.of(in.bytes(64)), AuthorityId.read(in)));
    List<SignedPrecommit> precommits = new ArrayList<>();
    for (int i = 0; i < votes.size(); i++) {
      Signed by = signed.get(i);
      Vote vote = votes.get(i);
      precommits.add(new SignedPrecommit(vote.hash(), vote.number(), by.signature(), by.id()));
    }
    var commit = new Commit(target, number, precommits);
    var justification = new GrandpaJustification(round, commit, List.of());
    List<Authority> voters = signed.stream().map(by -> new Authority(by.id(), 1)).toList();
    assertEquals(
        new Valid(),
        JustificationVerifier.verify(
            justification, target, number, new AuthoritySet(setId, voters)));
  }

  private static List<RealJustification> all() throws IOException {
    List<RealJustification> all = new ArrayList<>(RealJustification.rococo());
    all.add(RealJustification.polkadot());
    all.add(RealJustification.smoldot());
    all.add(RealJustification.pangolin());
    return all;
  }
}
