package dev.runtimebridge.schemas.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.RoundView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What was released of {@code bridge.v1} stays: clients and logs of every earlier release rely on
 * it. New things may come; {@code -Dtest.contract=record} adds them when a release is made.
 */
class ContractTest {
  private static final Path RELEASED = Path.of("src/test/resources/contract/bridge-v1.txt");
  private static final String PACKAGE = "bridge.v1";

  @Test
  void shouldKeepWhatWasReleased() throws IOException {
    Contract now = Contract.of(files());
    if ("record".equals(System.getProperty("test.contract"))) {
      Files.write(RELEASED, now.text());
    }
    List<String> released = Files.readAllLines(RELEASED);
    assertTrue(released.size() > 500, "the released contract is there");
    assertEquals(Set.of(), now.breaks(released), "put back what is gone, or reserve it");
  }

  @Test
  void shouldNoticeAFieldThatIsGoneRenamedRetypedOrMoved() {
    assertEquals(
        Set.of(
            "field bridge.v1.PoolView#2 was worker_count LABEL_OPTIONAL TYPE_UINT32 json=workerCount and is gone"),
        breaks(pool(it -> it.removeField(index(it, "worker_count")))));
    assertEquals(
        1, breaks(pool(it -> field(it, "worker_count").setName("workers_"))).size(), "renamed");
    assertEquals(
        1,
        breaks(pool(it -> field(it, "worker_count").setType(FieldDescriptorProto.Type.TYPE_UINT64)))
            .size(),
        "retyped");
    assertEquals(
        1,
        breaks(
                pool(
                    it ->
                        field(it, "worker_count")
                            .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED)))
            .size(),
        "repeated");
    assertEquals(
        1, breaks(pool(it -> field(it, "worker_count").setJsonName("n"))).size(), "JSON name");
    assertEquals(1, breaks(pool(it -> field(it, "worker_count").setNumber(77))).size(), "moved");
  }

  @Test
  void shouldNoticeACallOrAValueThatIsGoneOrAnother() {
    assertEquals(1, breaks(lifecycle(it -> it.removeMethod(0))).size(), "a call");
    assertEquals(
        1, breaks(lifecycle(it -> it.getMethodBuilder(0).setServerStreaming(true))).size());
    assertEquals(
        1, breaks(lifecycle(it -> it.getMethodBuilder(0).setInputType(".x"))).size(), "its input");
    assertEquals(1, breaks(order(it -> it.removeValue(1))).size(), "a value");
  }

  @Test
  void shouldAllowWhatIsNewAndWhatIsReserved() {
    assertEquals(
        Set.of(),
        breaks(
            pool(
                it ->
                    it.addField(
                        FieldDescriptorProto.newBuilder().setName("fresh").setNumber(900)))));
    Consumer<DescriptorProto.Builder> reserve =
        it ->
            it.removeField(index(it, "worker_count"))
                .addReservedName("worker_count")
                .addReservedRange(DescriptorProto.ReservedRange.newBuilder().setStart(2).setEnd(3));
    assertEquals(Set.of(), breaks(pool(reserve)));
    assertEquals(
        1, breaks(pool(reserve.andThen(DescriptorProto.Builder::clearReservedName))).size());
  }

  private static Set<String> breaks(List<FileDescriptorProto> changed) {
    return Contract.of(changed).breaks(Contract.of(files()).text());
  }

  private static List<FileDescriptorProto> pool(Consumer<DescriptorProto.Builder> change) {
    return Contract.with(
        files(),
        file -> {
          file.getMessageTypeBuilderList().stream()
              .filter(it -> it.getName().equals("PoolView"))
              .forEach(change);
          return file;
        });
  }

  private static List<FileDescriptorProto> lifecycle(
      Consumer<ServiceDescriptorProto.Builder> change) {
    return Contract.with(
        files(),
        file -> {
          file.getServiceBuilderList().stream()
              .filter(it -> it.getName().equals("Lifecycle"))
              .forEach(change);
          return file;
        });
  }

  private static List<FileDescriptorProto> order(Consumer<EnumDescriptorProto.Builder> change) {
    return Contract.with(
        files(),
        file -> {
          file.getEnumTypeBuilderList().stream()
              .filter(it -> it.getName().equals("WorkerOrder"))
              .forEach(change);
          return file;
        });
  }

  private static FieldDescriptorProto.Builder field(DescriptorProto.Builder message, String name) {
    return message.getFieldBuilder(index(message, name));
  }

  private static int index(DescriptorProto.Builder message, String name) {
    for (int i = 0; i < message.getFieldCount(); i++) {
      if (message.getField(i).getName().equals(name)) {
        return i;
      }
    }
    throw new AssertionError("no field " + name);
  }

  /** All files of the package that the public services reach. */
  private static List<FileDescriptorProto> files() {
    Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
    collect(PoolView.getDescriptor().getFile(), files);
    collect(RoundView.getDescriptor().getFile(), files);
    return List.copyOf(files.values());
  }

  private static void collect(FileDescriptor file, Map<String, FileDescriptorProto> files) {
    if (file.getPackage().equals(PACKAGE) && files.put(file.getName(), file.toProto()) == null) {
      file.getDependencies().forEach(it -> collect(it, files));
    }
  }
}
