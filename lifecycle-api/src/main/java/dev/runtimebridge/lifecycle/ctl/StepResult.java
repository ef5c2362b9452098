package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.ctl.inventory.Step;
import java.util.List;

/**
 * What came of one step.
 *
 * @param words "done", what would be, or why not
 */
record StepResult(Step step, boolean done, String words) {
  static final List<String> HEADER = List.of("RESULT", "CHANGE");

  List<String> row() {
    return List.of(words, step.words());
  }
}
