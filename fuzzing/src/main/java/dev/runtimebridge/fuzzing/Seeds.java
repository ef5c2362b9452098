package dev.runtimebridge.fuzzing;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** Where inputs begin: valid ones, and those that once were too much. */
final class Seeds {
  private final Class<?> tests;

  Seeds(Class<?> tests) {
    this.tests = tests;
  }

  List<byte[]> of(Method target) throws ReflectiveOperationException, IOException {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(new byte[0]);
    MethodSource source = target.getAnnotation(MethodSource.class);
    if (source != null) {
      for (String method : source.value()) {
        seeds.addAll(from(method));
      }
    }
    seeds.addAll(files(target));
    return seeds;
  }

  /** Data that are not there, where a source skips, are no seeds; the target runs without them. */
  private List<byte[]> from(String method) throws ReflectiveOperationException {
    Method source = tests.getDeclaredMethod(method);
    source.setAccessible(true);
    try {
      return ((Stream<?>) source.invoke(null)).map(byte[].class::cast).toList();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof TestAbortedException) {
        return List.of();
      }
      throw e;
    }
  }

  private List<byte[]> files(Method target) throws IOException {
    URL folder = tests.getResource(tests.getSimpleName() + "Inputs/" + target.getName());
    if (folder == null) {
      return List.of();
    }
    List<byte[]> inputs = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
    } catch (URISyntaxException e) {
      throw new IOException(folder + " is no folder", e);
    }
    return inputs;
  }
}
