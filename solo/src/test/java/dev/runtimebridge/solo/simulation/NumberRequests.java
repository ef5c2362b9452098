package dev.runtimebridge.solo.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimebridge.syncer.domain.Step.SyncHeaders;
import dev.runtimebridge.syncer.domain.Step.SyncParaHeaders;
import dev.runtimebridge.syncer.port.ChainLog;
import dev.runtimebridge.syncer.port.EncodedRequest;
import dev.runtimebridge.syncer.port.Genesis;
import dev.runtimebridge.syncer.port.ParaBlock;
import dev.runtimebridge.syncer.port.Snapshot;
import dev.runtimebridge.syncer.session.RequestEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Requests as rows of block numbers. */
final class NumberRequests implements RequestEncoder {

  /** The numbers of a request. */
  static long[] numbers(EncodedRequest request) {
    return Arrays.stream(new String(request.body(), UTF_8).split(" ", -1))
        .mapToLong(Long::parseLong)
        .toArray();
  }

  @Override
  public EncodedRequest init(Genesis genesis) {
    return of(genesis.relayStart());
  }

  @Override
  public EncodedRequest chainState(Snapshot snapshot) {
    return of(snapshot.blockNumber());
  }

  @Override
  public EncodedRequest headers(SyncHeaders step, ChainLog log) {
    return of(step.from(), step.to(), step.paraFrom(), step.paraTo());
  }

  @Override
  public EncodedRequest paraHeaders(SyncParaHeaders step, ChainLog log) {
    return of(step.from(), step.to());
  }

  @Override
  public EncodedRequest blocks(List<ParaBlock> blocks) {
    return of(blocks.getFirst().number(), blocks.getLast().number());
  }

  private static EncodedRequest of(long... numbers) {
    String text = LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(" "));
    return EncodedRequest.of(text.getBytes(UTF_8), numbers[numbers.length - 1]);
  }
}
