package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.WorkerStage;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a stage as people write it. */
final class StageConverter implements ITypeConverter<WorkerStage> {
  @Override
  public WorkerStage convert(String text) {
    return Words.stage(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "\"%s\" is no stage: expected stopped, starting, initializing, loading-state, syncing or at-tip"
                        .formatted(text)));
  }
}
