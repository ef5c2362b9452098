package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.schemas.v1.StoredAggregate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A state store in memory; what was not committed is gone with it. */
final class SimStore implements KeyValueStore<String, StoredAggregate> {
  private final NavigableMap<String, StoredAggregate> entries;

  /** A store as a changelog restores it. */
  SimStore(Map<String, StoredAggregate> changelog) {
    entries = new TreeMap<>(changelog);
  }

  NavigableMap<String, StoredAggregate> entries() {
    return entries;
  }

  @Override
  public @Nullable StoredAggregate get(String key) {
    return entries.get(key);
  }

  @Override
  public void put(String key, StoredAggregate value) {
    entries.put(key, value);
  }

  @Override
  public @Nullable StoredAggregate putIfAbsent(String key, StoredAggregate value) {
    return entries.putIfAbsent(key, value);
  }

  @Override
  public void putAll(List<KeyValue<String, StoredAggregate>> all) {
    all.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public @Nullable StoredAggregate delete(String key) {
    return entries.remove(key);
  }

  @Override
  public KeyValueIterator<String, StoredAggregate> range(String from, String to) {
    return iterator(entries.subMap(from, true, to, true));
  }

  @Override
  public KeyValueIterator<String, StoredAggregate> all() {
    return iterator(entries);
  }

  private static KeyValueIterator<String, StoredAggregate> iterator(
      Map<String, StoredAggregate> from) {
    Iterator<Map.Entry<String, StoredAggregate>> each = List.copyOf(from.entrySet()).iterator();
    return new KeyValueIterator<>() {
      @Override
      public void close() {}

      @Override
      public String peekNextKey() {
        throw new UnsupportedOperationException("nobody looks ahead");
      }

      @Override
      public boolean hasNext() {
        return each.hasNext();
      }

      @Override
      public KeyValue<String, StoredAggregate> next() {
        Map.Entry<String, StoredAggregate> next = each.next();
        return KeyValue.pair(next.getKey(), next.getValue());
      }
    };
  }

  @Override
  public long approximateNumEntries() {
    return entries.size();
  }

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }
}
