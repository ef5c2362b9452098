package dev.runtimebridge.substrate.header;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.SharedData;
import dev.runtimebridge.substrate.grandpa.ScheduledChange;
import dev.runtimebridge.substrate.hash.Hash256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Headers of Polkadot, Kusama, Westend and Rococo; sources in {@code ../shared/data}. */
class RealHeadersTest {
  private static final Hash256 WESTEND_GENESIS =
      Hash256.fromHex("0xe143f23803ac50e8f6f8e62695d1ce9e4e1d68aa36c1cd2cfd15340213f3423e");

  @Test
  void shouldReadAPolkadotHeaderThatChangesTheAuthorities() throws IOException {
    Header header = unchanged(SharedData.bytes("headers/header-polkadot-512271"));
    assertEquals(512_271, header.number());
    assertEquals(197, ScheduledChange.in(header).orElseThrow().nextAuthorities().size());
  }

  @Test
  void shouldFindTheChangeBehindOtherLogsOfAKusamaHeader() throws IOException {
    Header header = unchanged(SharedData.bytes("headers/header-kusama-7472481"));
    assertEquals(7_472_481, header.number());
    assertEquals(27, header.digest().size());
    ScheduledChange change = ScheduledChange.in(header).orElseThrow();
    assertEquals(900, change.nextAuthorities().size());
    assertEquals(0, change.delay());
  }

  @Test
  void shouldLinkTheFirst256BlocksOfWestend() throws IOException {
    List<Header> headers = new ArrayList<>(westend("blocks_1_to_128: "));
    headers.addAll(westend("blocks_129_to_256: "));
    headers.sort(Comparator.comparingLong(Header::number));
    assertEquals(256, headers.size());
    Hash256 parent = WESTEND_GENESIS;
    for (int i = 0; i < headers.size(); i++) {
      assertEquals(i + 1, headers.get(i).number());
      assertEquals(parent, headers.get(i).parentHash());
      parent = headers.get(i).hash();
    }
  }

  @Test
  void shouldLinkTheHeadersOfRococo() throws IOException {
    JsonNode series = SharedData.json("vectors/rococo-2022.json");
    Header last = unchanged(SharedData.hex(series.get("firstHeader")));
    assertEquals(Hash256.fromHex(series.get("firstHash").asText()), last.hash());
    int linked = 0;
    for (JsonNode step : series.get("steps")) {
      for (JsonNode encoded : step.get("headers")) {
        Header header = unchanged(SharedData.hex(encoded));
        assertEquals(last.hash(), header.parentHash());
        assertEquals(last.number() + 1, header.number());
        last = header;
        linked++;
      }
    }
    assertEquals(360, linked);
  }

  @Test
  void shouldHashTheGenesisBlocksOfKnownNetworks() throws IOException {
    for (JsonNode genesis : SharedData.json("vectors/genesis.json")) {
      Header header = unchanged(SharedData.hex(genesis.get("headerScale")));
      assertEquals(Hash256.fromHex(genesis.get("genesisHash").asText()), header.hash());
      assertEquals(0, header.number());
    }
  }

  @Test
  void shouldReadTheJsonOfSeveralNodeGenerations() throws IOException {
    JsonNode answers = SharedData.json("headers/polkadot-js-json.json");
    Header first = fromJson(answers.at("/SignedBlock.003.00/result/block/header"));
    Header next = fromJson(answers.at("/SignedBlock.003.01/result/block/header"));
    assertEquals(first.hash(), next.parentHash());
    for (String name : List.of("Header.001", "Header.003", "Header.004")) {
      Header header = fromJson(answers.get(name).get("result"));
      assertEquals(header, unchanged(header.encode()));
    }
    for (String name :
        List.of("SignedBlock.004.immortal", "SignedBlock.004.mortal", "SignedBlock.005")) {
      Header header = fromJson(answers.get(name).get("result").get("block").get("header"));
      assertEquals(header, unchanged(header.encode()));
    }
  }

  @Test
  void shouldHashDifferentlyWithoutTheSeal() throws IOException {
    Header header = unchanged(SharedData.bytes("headers/header-polkadot-512271"));
    List<DigestItem> unsealed = header.digest().subList(0, header.digest().size() - 1);
    assertNotEquals(
        header.hash(),
        new Header(
                header.parentHash(),
                header.number(),
                header.stateRoot(),
                header.extrinsicsRoot(),
                unsealed)
            .hash());
  }

  private static Header unchanged(byte[] encoded) {
    Header header = Header.decode(encoded);
    assertArrayEquals(encoded, header.encode());
    return header;
  }

  private static Header fromJson(JsonNode json) {
    return Header.fromJsonParts(
        Hash256.fromHex(json.get("parentHash").asText()),
        Long.decode(json.get("number").asText()),
        Hash256.fromHex(json.get("stateRoot").asText()),
        Hash256.fromHex(json.get("extrinsicsRoot").asText()),
        StreamSupport.stream(json.at("/digest/logs").spliterator(), false)
            .map(SharedData::hex)
            .toList());
  }

  /**
   * Headers in a Protobuf {@code BlockResponse}: field 1 the blocks, in them field 2 the header.
   */
  private static List<Header> westend(String range) throws IOException {
    String response =
        SharedData.text("blocks/westend_blocks.yaml")
            .lines()
            .filter(line -> line.startsWith(range))
            .findFirst()
            .orElseThrow()
            .substring(range.length());
    return fields(Hex.decode(response), 1).stream()
        .map(block -> unchanged(fields(block, 2).getFirst()))
        .toList();
  }

  private static List<byte[]> fields(byte[] message, int wanted) {
    var in = ByteBuffer.wrap(message);
    List<byte[]> found = new ArrayList<>();
    while (in.hasRemaining()) {
      long tag = varint(in);
      assertEquals(2, tag & 7, "only length-delimited fields stand here");
      byte[] field = new byte[(int) varint(in)];
      in.get(field);
      if (tag >>> 3 == wanted) {
        found.add(field);
      }
    }
    return found;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = in.get();
      value |= (part & 0x7fL) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }
}
