package dev.runtimebridge.syncer.adapter.kafka;

import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.v1.ParaSnapshotPiece;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.Snapshot;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the newest state together from its pieces. Pieces of an older state may stand beside those
 * of a newer one while it is being written; only one that is whole counts.
 */
final class SnapshotReader {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Topic<ParaSnapshotPiece> topic;
  private final TopicPartition partition;
  private final long maxBytes;

  SnapshotReader(Topic<ParaSnapshotPiece> topic, long maxBytes) {
    this.topic = topic;
    this.partition = new TopicPartition(topic.name(), 0);
    this.maxBytes = maxBytes;
  }

  Optional<Snapshot> read(Consumer<byte[], byte[]> consumer, Deadline deadline) {
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = Offsets.end(consumer, partition);
    Map<Integer, ParaSnapshotPiece> pieces = new HashMap<>();
    Optional<List<ParaSnapshotPiece>> whole = Optional.empty();
    while (consumer.position(partition) < end) {
      deadline.check("the state in topic " + topic.name());
      for (var raw : consumer.poll(POLL).records(partition)) {
        ParaSnapshotPiece piece = parse(raw);
        pieces.put(piece.getIndex(), piece);
        Optional<List<ParaSnapshotPiece>> now = whole(pieces, piece);
        whole = now.isPresent() ? now : whole;
        requireRoom(pieces);
      }
    }
    return whole.map(SnapshotReader::join);
  }

  /** All pieces of the state that {@code newest} is part of, in order, once the last is there. */
  private static Optional<List<ParaSnapshotPiece>> whole(
      Map<Integer, ParaSnapshotPiece> pieces, ParaSnapshotPiece newest) {
    int count = newest.getCount();
    List<ParaSnapshotPiece> same =
        pieces.values().stream()
            .filter(piece -> piece.getIndex() < count && piece.getCount() == count)
            .filter(piece -> piece.getBlockHash().equals(newest.getBlockHash()))
            .sorted(Comparator.comparingInt(ParaSnapshotPiece::getIndex))
            .toList();
    return count > 0 && same.size() == count ? Optional.of(same) : Optional.empty();
  }

  private static Snapshot join(List<ParaSnapshotPiece> pieces) {
    byte[][] parts =
        pieces.stream().map(piece -> piece.getState().toByteArray()).toArray(byte[][]::new);
    long block = Integer.toUnsignedLong(pieces.getFirst().getBlockNumber());
    Bytes state = Bytes.concat(parts);
    LOG.info("State put together: blockNumber={} bytes={}", block, state.length());
    return new Snapshot(block, state);
  }

  private void requireRoom(Map<Integer, ParaSnapshotPiece> pieces) {
    long bytes = pieces.values().stream().mapToLong(piece -> piece.getState().size()).sum();
    if (bytes > 2 * maxBytes) {
      throw new LogUnavailable(
          "the state in topic %s is larger than %d bytes; raise bridge.syncer.max-snapshot-bytes"
              .formatted(topic.name(), maxBytes));
    }
  }

  private ParaSnapshotPiece parse(ConsumerRecord<byte[], byte[]> raw) {
    String position =
        "the record at topic %s, partition 0, offset %d".formatted(topic.name(), raw.offset());
    try {
      ParaSnapshotPiece piece = topic.value().deserializer().deserialize(topic.name(), raw.value());
      if (piece == null) {
        throw new LogUnavailable(position + " is empty");
      }
      return piece;
    } catch (SerializationException e) {
      throw new LogUnavailable(position + " cannot be read: " + e.getMessage(), e);
    }
  }
}
