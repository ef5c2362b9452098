package dev.runtimebridge.substrate.grandpa;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.SharedData;
import dev.runtimebridge.substrate.hash.Hash256;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** A justification of a public network, with the authority set that it is to be checked against. */
record RealJustification(String name, Bytes encoded, AuthoritySet authorities) {

  static RealJustification polkadot() throws IOException {
    byte[] encoded = SharedData.bytes("grandpa/polkadot-4635975.justification");
    return ofItsVoters("Polkadot #4635975", encoded, 450);
  }

  static RealJustification smoldot() throws IOException {
    byte[] encoded = SharedData.bytes("grandpa/smoldot-302592.justification");
    return ofItsVoters("development chain #302592", encoded, 0);
  }

  static RealJustification pangolin() throws IOException {
    JsonNode json = SharedData.json("grandpa/pangolin-1903104.json");
    return ofItsVoters("Pangolin #1903104", SharedData.hex(json.get("justification")), 2140);
  }

  /** Six of Rococo's set 3183, two around its change from set 2149 to 2150. */
  static List<RealJustification> rococo() throws IOException {
    JsonNode series = SharedData.json("vectors/rococo-2022.json");
    AuthoritySet authorities = authorities(series);
    List<RealJustification> six =
        StreamSupport.stream(series.get("steps").spliterator(), false)
            .map(step -> of(step.get("file").asText(), step, authorities))
            .toList();
    JsonNode change = SharedData.json("vectors/rococo-2022-epoch.json");
    byte[] announcing = SharedData.hex(change.at("/announcing/justification"));
    return List.of(
        six.get(0),
        six.get(1),
        six.get(2),
        six.get(3),
        six.get(4),
        six.get(5),
        ofItsVoters("Rococo #1238286", announcing, 2149),
        of("Rococo #1238699", change, authorities(change.get("newSet"))));
  }

  /** The set that a file of vectors names. */
  static AuthoritySet authorities(JsonNode named) {
    List<Authority> authorities =
        StreamSupport.stream(named.get("authorities").spliterator(), false)
            .map(pair -> new Authority(id(pair.get(0)), pair.get(1).asLong()))
            .toList();
    return new AuthoritySet(named.get("setId").asLong(), authorities);
  }

  GrandpaJustification decoded() {
    return GrandpaJustification.decode(encoded.toByteArray());
  }

  Verdict verify() {
    return verify(decoded(), SignatureCheck.ED25519);
  }

  /** What becomes of {@code other} when this one's block is asked about. */
  Verdict verify(GrandpaJustification other, SignatureCheck signatures) {
    Commit commit = decoded().commit();
    Hash256 target = commit.targetHash();
    return JustificationVerifier.verify(
        other, target, commit.targetNumber(), authorities, signatures);
  }

  @Override
  public String toString() {
    return name;
  }

  private static RealJustification of(String name, JsonNode holder, AuthoritySet authorities) {
    return new RealJustification(
        name, Bytes.of(SharedData.hex(holder.get("justification"))), authorities);
  }

  /** Where the network's list is not known: those who voted are taken for the whole set. */
  private static RealJustification ofItsVoters(String name, byte[] encoded, long setId) {
    List<Authority> voters =
        GrandpaJustification.decode(encoded).commit().precommits().stream()
            .map(vote -> new Authority(vote.id(), 1))
            .distinct()
            .toList();
    return new RealJustification(name, Bytes.of(encoded), new AuthoritySet(setId, voters));
  }

  private static AuthorityId id(JsonNode text) {
    return new AuthorityId(Bytes.fromHex(text.asText()));
  }
}
