package dev.runtimebridge.devnet.worker.http;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.runtimebridge.devnet.worker.enclave.BlockChanges;
import dev.runtimebridge.devnet.worker.enclave.InitRequest;
import dev.runtimebridge.devnet.worker.enclave.ParaHeader;
import dev.runtimebridge.devnet.worker.enclave.Proof;
import dev.runtimebridge.devnet.worker.enclave.RelayHeader;
import dev.runtimebridge.devnet.worker.enclave.SharedChecks;
import dev.runtimebridge.devnet.worker.enclave.WholeState;
import dev.runtimebridge.schemas.prpc.Blocks;
import dev.runtimebridge.schemas.prpc.ChainState;
import dev.runtimebridge.schemas.prpc.CombinedHeadersToSync;
import dev.runtimebridge.schemas.prpc.HeadersToSync;
import dev.runtimebridge.schemas.prpc.InitRuntimeRequest;
import dev.runtimebridge.schemas.prpc.ParaHeadersToSync;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.pruntime.AuthoritySetChange;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decodes bodies: the Protobuf message and the SCALE values in it. */
final class Requests {
  private final SharedChecks checks;

  Requests(SharedChecks checks) {
    this.checks = checks;
  }

  record Relaychain(List<RelayHeader> headers, @Nullable AuthoritySetChange change) {}

  record Parachain(List<ParaHeader> headers, Proof proof) {}

  record Combined(Relaychain relaychain, Parachain parachain) {}

  record Blocksequence(List<BlockChanges> blocks) {}

  record Loading(long block, WholeState state) {}

  Relaychain syncHeader(byte[] body) throws BadRequest {
    HeadersToSync message = parse(HeadersToSync.parser(), body);
    return scale(
        () ->
            relaychain(
                message.getEncodedHeaders(),
                message.hasEncodedAuthoritySetChange()
                    ? message.getEncodedAuthoritySetChange()
                    : null));
  }

  Parachain syncParaHeader(byte[] body) throws BadRequest {
    ParaHeadersToSync message = parse(ParaHeadersToSync.parser(), body);
    return scale(() -> parachain(message.getEncodedHeaders(), message.getProofList()));
  }

  Combined syncCombinedHeaders(byte[] body) throws BadRequest {
    CombinedHeadersToSync message = parse(CombinedHeadersToSync.parser(), body);
    return scale(
        () ->
            new Combined(
                relaychain(
                    message.getEncodedRelaychainHeaders(),
                    message.hasAuthoritySetChange() ? message.getAuthoritySetChange() : null),
                parachain(message.getEncodedParachainHeaders(), message.getProofList())));
  }

  Blocksequence dispatchBlocks(byte[] body) throws BadRequest {
    Blocks message = parse(Blocks.parser(), body);
    return scale(
        () -> new Blocksequence(BlockChanges.listOf(message.getEncodedBlocks().toByteArray())));
  }

  InitRequest initRuntime(byte[] body) throws BadRequest {
    InitRuntimeRequest message = parse(InitRuntimeRequest.parser(), body);
    return scale(
        () ->
            InitRequest.of(
                message.getIsParachain(),
                message.getEncodedGenesisInfo().toByteArray(),
                checks.wholeState(message.getEncodedGenesisState().toByteArray()),
                message.hasDebugSetKey(),
                message.hasEncodedOperator() ? account(message.getEncodedOperator()) : null,
                message.hasAttestationProvider()
                    ? Bytes.of(message.getAttestationProvider().toByteArray())
                    : null));
  }

  Loading loadChainState(byte[] body) throws BadRequest {
    ChainState message = parse(ChainState.parser(), body);
    return scale(
        () ->
            new Loading(
                Integer.toUnsignedLong(message.getBlockNumber()),
                checks.wholeState(message.getEncodedState().toByteArray())));
  }

  /** A message alone. */
  static <T extends Message> T parse(Parser<T> parser, byte[] body) throws BadRequest {
    try {
      return parser.parseFrom(body);
    } catch (InvalidProtocolBufferException error) {
      throw new BadRequest(String.valueOf(error.getMessage()));
    }
  }

  /** A value that SCALE decoding makes. */
  static <T> T scale(Supplier<T> value) throws BadRequest {
    try {
      return value.get();
    } catch (MalformedScale | IllegalArgumentException error) {
      throw new BadRequest(String.valueOf(error.getMessage()));
    }
  }

  /** An account of 32 bytes. */
  static Bytes account(ByteString encoded) {
    if (encoded.size() != 32) {
      throw new MalformedScale("an account of " + encoded.size() + " bytes, not 32");
    }
    return Bytes.of(encoded.toByteArray());
  }

  private static Relaychain relaychain(ByteString headers, @Nullable ByteString change) {
    return new Relaychain(
        RelayHeader.listOf(headers.toByteArray()),
        change == null ? null : AuthoritySetChange.decode(change.toByteArray()));
  }

  private static Parachain parachain(ByteString headers, List<ByteString> proof) {
    return new Parachain(
        ParaHeader.listOf(headers.toByteArray()),
        Proof.of(proof.stream().map(node -> Bytes.of(node.toByteArray())).toList()));
  }
}
