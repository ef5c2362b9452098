package dev.runtimebridge.solo.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The log of one release in one file: the records of all topics, each topic in the order of its
 * partitions and offsets, of compacted ones only the newest of each key. Gzip of
 *
 * <pre>
 * log    = *( %x01 topic key value ) %x00
 * topic  = text   ; name without the bridge's prefix
 * key    = text   ; empty where there is none
 * value  = length in 4 bytes, bytes
 * text   = as DataOutput.writeUTF has it
 * </pre>
 */
final class RecordedLog {
  private RecordedLog() {}

  /** A record; two are never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record Entry(String topic, String key, byte[] value) {}

  static void write(OutputStream to, List<Entry> entries) throws IOException {
    try (var out = new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(to)))) {
      for (Entry entry : entries) {
        out.writeByte(1);
        out.writeUTF(entry.topic());
        out.writeUTF(entry.key());
        out.writeInt(entry.value().length);
        out.write(entry.value());
      }
      out.writeByte(0);
    }
  }

  static List<Entry> read(InputStream from) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (var in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(from)))) {
      while (in.readByte() == 1) {
        String topic = in.readUTF();
        String key = in.readUTF();
        entries.add(new Entry(topic, key, in.readNBytes(in.readInt())));
      }
    }
    return entries;
  }
}
