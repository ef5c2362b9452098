package dev.runtimebridge.lifecycle.ctl;

import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.util.List;

/** Workers and their events as rows of tables. */
final class WorkerRows {
  static final List<String> HEADER =
      List.of(
          "NAME", "PID", "STAGE", "RELAY", "PARA", "BEHIND", "STAKE", "ENDPOINT", "WAITS BECAUSE");
  static final List<String> EVENT_HEADER = List.of("SEQUENCE", "TIME", "EVENT", "CONTENT");
  private static final int[] STREAM_WIDTHS = {16, 5, 14, 9, 9, 13, 8, 30, 0};
  private static final int META_FIELDS = 2;

  private WorkerRows() {}

  static int[] streamWidths() {
    return STREAM_WIDTHS.clone();
  }

  static List<String> row(WorkerView worker) {
    WorkerState state = worker.getState();
    SyncHeights heights = state.getProgress().getFacts().getHeights();
    return List.of(
        state.getConfig().getName(),
        Long.toUnsignedString(state.getConfig().getPid()),
        state.getStage() + (state.hasRetry() ? " (retry)" : ""),
        last(heights.getNextRelayHeader()),
        last(heights.getNextParaBlock()),
        "%d relay %d para"
            .formatted(
                Integer.toUnsignedLong(worker.getRelayBehind()),
                Integer.toUnsignedLong(worker.getParaBehind())),
        worker.getStakePha(),
        state.getConfig().getEndpoint(),
        state.hasRetry() ? state.getRetry().getMessage() : "");
  }

  static List<String> row(WorkerEventRecord event) {
    var content =
        event.getAllFields().entrySet().stream()
            .filter(field -> field.getKey().getNumber() > META_FIELDS)
            .findFirst();
    return List.of(
        Long.toUnsignedString(event.getMeta().getSequence()),
        Timestamps.toString(event.getMeta().getTime()),
        content.map(field -> field.getKey().getName()).orElse("unknown"),
        content.map(field -> Output.toJson((Message) field.getValue())).orElse(""));
  }

  private static String last(int next) {
    return next == 0 ? "-" : Integer.toUnsignedString(next - 1);
  }
}
