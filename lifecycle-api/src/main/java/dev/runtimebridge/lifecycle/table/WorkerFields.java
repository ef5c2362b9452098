package dev.runtimebridge.lifecycle.table;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Quoted;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which fields of a worker a caller wants to have: a table of ten thousand needs little of what is
 * known of each.
 */
public final class WorkerFields {
  private static final int MOST = 100;
  private static final List<String> ALWAYS = List.of("id", "resume_token", "state.stage");
  private static final WorkerFields ALL = new WorkerFields(Optional.empty());

  private final Optional<Branch> wanted;

  private WorkerFields(Optional<Branch> wanted) {
    this.wanted = wanted;
  }

  /**
   * The fields at these paths, whose names are those of Protobuf or of JSON; all of them without
   * any path. Every path that there is not is named.
   */
  public static Checked<WorkerFields> of(List<String> paths) {
    if (paths.isEmpty()) {
      return Checked.valid(ALL);
    }
    if (paths.size() > MOST) {
      return Checked.<WorkerFields>invalid(
              "%d paths: expected at most %d".formatted(paths.size(), MOST))
          .at("fields");
    }
    var root = new Branch();
    ALWAYS.forEach(path -> root.add(WorkerView.getDescriptor(), path));
    List<Checked<?>> parts = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      if (!root.add(WorkerView.getDescriptor(), paths.get(i))) {
        parts.add(
            Checked.<String>invalid(
                    "%s is no field of WorkerView: expected a path such as state.stage"
                        .formatted(Quoted.of(paths.get(i))))
                .at("fields[%d]".formatted(i)));
      }
    }
    return Checked.all(new WorkerFields(Optional.of(root)), parts);
  }

  /** A view with these fields only. */
  public WorkerView of(WorkerView view) {
    return wanted.map(root -> (WorkerView) root.of(view)).orElse(view);
  }

  /** Fields of one message: those without a branch of their own are wanted whole. */
  private static final class Branch {
    private final Map<FieldDescriptor, Optional<Branch>> fields = new LinkedHashMap<>();

    /** Whether there is such a path. */
    boolean add(Descriptor type, String path) {
      int dot = path.indexOf('.');
      String name = dot < 0 ? path : path.substring(0, dot);
      Optional<FieldDescriptor> found =
          type.getFields().stream()
              .filter(it -> it.getName().equals(name) || it.getJsonName().equals(name))
              .findFirst();
      if (found.isEmpty()) {
        return false;
      }
      FieldDescriptor field = found.get();
      if (dot < 0) {
        fields.put(field, Optional.empty());
        return true;
      }
      if (field.isRepeated() || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        return false;
      }
      Optional<Branch> within = fields.getOrDefault(field, Optional.of(new Branch()));
      if (!within.orElseGet(Branch::new).add(field.getMessageType(), path.substring(dot + 1))) {
        return false;
      }
      fields.put(field, within);
      return true;
    }

    Message of(Message source) {
      Message.Builder slim = source.newBuilderForType();
      fields.forEach(
          (field, within) -> {
            if (field.isRepeated()
                ? source.getRepeatedFieldCount(field) > 0
                : source.hasField(field)) {
              Object value = source.getField(field);
              slim.setField(field, within.<Object>map(it -> it.of((Message) value)).orElse(value));
            }
          });
      return slim.build();
    }
  }
}
