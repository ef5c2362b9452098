package dev.runtimebridge.devnet.runtime.pallet;

import static dev.runtimebridge.devnet.runtime.state.Scale.RAW;

import dev.runtimebridge.devnet.metadata.RuntimeShape;
import dev.runtimebridge.devnet.metadata.RuntimeShape.Position;
import dev.runtimebridge.devnet.runtime.RuntimeSettings;
import dev.runtimebridge.devnet.runtime.message.Message;
import dev.runtimebridge.devnet.runtime.message.SystemEvent;
import dev.runtimebridge.devnet.runtime.state.Item;
import dev.runtimebridge.devnet.runtime.state.Overlay;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A block while it is executed: its state, its events, the messages that go out with it. Not for
 * several threads.
 */
public final class Execution {
  private static final Item<Bytes> EVENTS = Item.of("System", "Events", RAW);
  private static final Item<Bytes> EVENT_COUNT = Item.of("System", "EventCount", RAW);
  private static final Item<Bytes> OUTBOUND = Item.of("PhalaMq", "OutboundMessages", RAW);
  private static final int FINALIZATION = 1;

  private final Overlay state;
  private final RuntimeShape shape;
  private final RuntimeSettings rules;
  private final long number;
  private final long timeMs;
  private final List<byte[]> events = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();
  private byte[] phase = {FINALIZATION};

  /** Something that a call does, or refuses to do. */
  @FunctionalInterface
  public interface Step {
    /** Does it. */
    void run() throws DispatchFailure;
  }

  /** A block of a height and a time, milliseconds since 1970. */
  public Execution(
      Overlay state, RuntimeShape shape, RuntimeSettings rules, long number, long timeMs) {
    this.state = state;
    this.shape = shape;
    this.rules = rules;
    this.number = number;
    this.timeMs = timeMs;
  }

  /** The state. */
  public Overlay state() {
    return state;
  }

  /** How the runtime numbers what it has. */
  public RuntimeShape shape() {
    return shape;
  }

  /** Rules that the devnet has set. */
  public RuntimeSettings rules() {
    return rules;
  }

  /** Height of the block. */
  public long number() {
    return number;
  }

  /** Its time, milliseconds since 1970. */
  public long timeMs() {
    return timeMs;
  }

  /** Its time, seconds since 1970. */
  public long timeSeconds() {
    return timeMs / 1000;
  }

  /** What happens from now on is due to this extrinsic. */
  public void inExtrinsic(int index) {
    phase = new ScaleWriter().u8(0).u32(index).toByteArray();
  }

  /** What happens from now on is due to no extrinsic. */
  public void inFinalization() {
    phase = new byte[] {FINALIZATION};
  }

  /** Tells the world, by an event such as {@code PhalaRegistry.WorkerAdded}. */
  public void deposit(String event, Consumer<ScaleWriter> fields) {
    Position position = shape.event(event);
    var out = new ScaleWriter().bytes(phase).u8(position.pallet()).u8(position.index());
    fields.accept(out);
    events.add(out.compact(0).toByteArray());
  }

  /** Tells the workers. */
  public void push(String pallet, SystemEvent event) {
    messages.add(Message.ofPallet(pallet, SystemEvent.TOPIC, event.encode()));
  }

  /** Runs a step; nothing of it stays if it fails. */
  public void transactional(Step step) throws DispatchFailure {
    int eventsBefore = events.size();
    int messagesBefore = messages.size();
    state.begin();
    boolean done = false;
    try {
      step.run();
      done = true;
    } finally {
      if (done) {
        state.commit();
      } else {
        state.rollBack();
        events.subList(eventsBefore, events.size()).clear();
        messages.subList(messagesBefore, messages.size()).clear();
      }
    }
  }

  /** Writes events and messages into the state. */
  public void finish() {
    EVENTS.put(state, encoded(new ScaleWriter(256).list(events, ScaleWriter::bytes)));
    EVENT_COUNT.put(state, encoded(new ScaleWriter().u32(events.size())));
    if (!messages.isEmpty()) {
      OUTBOUND.put(state, Message.encode(messages));
    } else if (OUTBOUND.get(state).isPresent()) {
      OUTBOUND.remove(state);
    }
  }

  private static Bytes encoded(ScaleWriter writer) {
    return Bytes.of(writer.toByteArray());
  }
}
